export type { Callback, Fit } from './callback';
export { csvLogger } from './csv-logger';
export { earlyStopping } from './early-stopping';
export { modelCheckpoint } from './model-checkpoint';
export { reduceLearningRateOnPlateau } from './reduce-learning-rate-on-plateau';
