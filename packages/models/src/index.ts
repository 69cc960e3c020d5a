export * from './initializers';
export * from './nsmc-lstm';
