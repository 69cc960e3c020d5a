import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runsQuery } from '#api/runs';
import { beginRun } from '#testing/runs';
import { pageOfRuns } from './query-runs';
import { RunsIndex } from './runs-index';
import { runsTable } from './runs-table';

const folder = mkdtempSync(join(tmpdir(), 'rnn-lab-index-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('lists an older run under the current names, in one seed set with newer runs', async () => {
  const older = { engine: 'onnx', params: { epochs: 2, units: 'stem' }, seed: 0 };
  const newer = { engine: 'cpu', params: { epochs: 2, tokenForm: 'lemma' }, seed: 1 };
  for (const given of [older, newer]) (await beginRun(folder, given)).finish({ results: {} });
  const index = new RunsIndex(folder);
  await index.refresh();

  const { groups, facets } = pageOfRuns(index.rows(), runsQuery.parse({ group: 'seeds' }), { trash: 0 });
  expect(groups).toMatchObject([{ seeds: 2, run: { params: { epochs: 2, tokenForm: 'lemma' } } }]);
  expect(facets.params).toEqual(['epochs', 'tokenForm']);
  const found = pageOfRuns(index.rows(), runsQuery.parse({ q: 'tokenForm=lemma' }), { trash: 0 });
  expect(found.total).toBe(2);
  expect(runsTable(index.rows()).rows).toMatchObject([
    { engine: 'cpu', 'param.tokenForm': 'lemma' },
    { engine: 'cpu', 'param.tokenForm': 'lemma' },
  ]);
});
