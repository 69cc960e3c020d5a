export * from './embedding-bag';
export * from './keras-masks';
export * from './masked-pooling';
