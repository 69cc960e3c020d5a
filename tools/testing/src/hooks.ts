import { join } from 'node:path';

/** For `node --require`: makes every native addon fail to load, in worker threads too. */
export const WITHOUT_NATIVE_CODE = join(__dirname, '../dist/without-native-code.js');
