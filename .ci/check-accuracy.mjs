// Reads the run.json of a training on 5,000 reviews from stdin and compares its validation accuracy with that of
// always answering with the more frequent label of the same validation rows.
import { readFileSync } from 'node:fs';

const MARGIN = 0.15;
const run = JSON.parse(readFileSync(0, 'utf8'));
const rows = readFileSync(process.argv[2], 'utf8')
  .split('\n')
  .slice(1)
  .map((line) => line.split('\t'))
  .filter(([, document]) => document);
const { train, validation } = run.dataset.rows;
const labels = rows.slice(train, train + validation).map(([, , label]) => Number(label));
const positive = labels.reduce((sum, label) => sum + label, 0) / labels.length;
const majority = Math.max(positive, 1 - positive);
const { accuracy } = run.results.validation;
console.log(`ci: validation accuracy ${accuracy.toFixed(4)} on ${labels.length} reviews, majority class ${majority.toFixed(4)}`);
if (run.status !== 'finished' || train + validation !== 5000 || !(accuracy >= majority + MARGIN)) {
  console.error(`ci: the run must finish on 5,000 reviews and beat the majority class by ${MARGIN}`);
  process.exit(1);
}
