import { runMain } from './command';
import { readJsonOption } from './json-option';
import { keepReport } from './reports';
import { benchmarkTokenize, otherMorphemes } from './tokenize-benchmark';
import { tokenizeTable } from './tokenize-table';

runMain('bench:tokenize [--json]', async (args) => {
  const json = readJsonOption(args);
  const report = await benchmarkTokenize();
  keepReport('tokenize', report);
  console.log(json ? JSON.stringify(report) : tokenizeTable(report));
  return otherMorphemes(report);
});
