// node check-run.mjs RUN_JSON RATINGS_TRAIN_TXT
// Compares the validation accuracy of a whole NSMC training with that of always predicting the more frequent label.
import { readFileSync } from 'node:fs';

const MARGIN = 0.3;
const [runFile, reviewsFile] = process.argv.slice(2);
const run = JSON.parse(readFileSync(runFile, 'utf8'));
const rows = readFileSync(reviewsFile, 'utf8')
  .split('\n')
  .slice(1)
  .map((line) => line.split('\t'))
  .filter(([, document]) => document);
const { train, validation } = run.dataset.rows;
const labels = rows.slice(train, train + validation).map(([, , label]) => Number(label));
const positive = labels.reduce((sum, label) => sum + label, 0) / labels.length;
const majority = Math.max(positive, 1 - positive);
const { accuracy } = run.results.validation;
console.log(
  `ci: validation accuracy ${accuracy.toFixed(4)} on ${labels.length} reviews, majority class ${majority.toFixed(4)}`,
);
if (run.status !== 'finished' || train + validation !== rows.length || !(accuracy >= majority + MARGIN)) {
  console.error(`ci: the run must finish on ${rows.length} reviews and beat the majority class by ${MARGIN}`);
  process.exit(1);
}
