import { trainTopics } from './topics';

/** `train-topics.ts <runs folder> <classes> [outputs]`: writes a run and prints its run.json, for the tests of the apps. */
const [runsDir, classes, outputs = '1'] = process.argv.slice(2);
void trainTopics(runsDir, {
  classes: Number(classes),
  rows: 100 * Number(classes),
  outputs: Number(outputs),
}).then((run) => process.stdout.write(`${JSON.stringify(run)}\n`));
