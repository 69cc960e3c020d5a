export type { Callback, Fit } from './callback';
