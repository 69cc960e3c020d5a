export * from './embedding-bag';
export * from './masked-pooling';
