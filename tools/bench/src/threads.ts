import { parseArgs } from 'node:util';
import * as tf from '@tensorflow/tfjs';
import { positiveInteger, runMain } from './command';
import { killThreads } from './thread-kills';

runMain('bench:threads [--kills N]', async (args) => {
  const { values } = parseArgs({
    args: [...args],
    options: { kills: { type: 'string', default: '2000' } },
  });
  const kills = positiveInteger('--kills', values.kills);
  // Keeps TensorFlow.js from recommending another backend.
  tf.enableProdMode();
  const { longest, never } = await killThreads(kills);
  console.log(
    `${kills} fits, one of two threads killed in each: the longest took ${longest.toFixed(0)} ms to reject.`,
  );
  return never > 0 ? [`${never} of ${kills} fits did not reject.`] : [];
});
