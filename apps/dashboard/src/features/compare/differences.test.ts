import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRun } from '@rnn-lab/runs';
import { comparedRun } from '#testing/compared-run';
import { beginRun } from '#testing/runs';
import { differences } from './differences';
import type { CreateRunOptions, Run } from '@rnn-lab/runs';

const folder = mkdtempSync(join(tmpdir(), 'rnn-lab-differences-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function readBack(given: Partial<CreateRunOptions>): Promise<Run> {
  const writer = await beginRun(folder, given);
  writer.interrupt();
  const { run } = await readRun(writer.directory);
  if (!run) throw new Error('The run that was just written is missing.');
  return run;
}

describe('differences', () => {
  it('lists only differences; a parameter that is null equals a missing one', () => {
    const runs = [
      comparedRun({ params: { units: 128, epochs: 2 } }),
      comparedRun({ params: { units: 128, epochs: 3, stopwords: null }, seed: 1 }),
    ];
    expect(differences(runs)).toEqual([
      { kind: 'field', name: 'seed', values: [0, 1] },
      { kind: 'param', name: 'epochs', values: [2, 3] },
    ]);
  });

  it('is empty for equal runs', () => {
    expect(differences([comparedRun(), comparedRun()])).toEqual([]);
  });

  it('does not list an engine or a parameter under its old name', async () => {
    const older = await readBack({ engine: 'onnx', params: { epochs: 2, units: 'stem' } });
    const newer = await readBack({ engine: 'cpu', params: { epochs: 2, tokenForm: 'lemma' } });
    expect(differences([older, newer])).toEqual([]);
    const surface = await readBack({ engine: 'onnx', params: { epochs: 2, units: 'surface' } });
    expect(differences([surface, newer])).toEqual([
      { kind: 'param', name: 'tokenForm', values: ['surface', 'lemma'] },
    ]);
  });
});
