import { UserError } from '@rnn-lab/errors';
import { EXPORT_FORMAT_NAMES, exportRun } from '@rnn-lab/export';
import { configuration } from '@rnn-lab/trainer/config';
import { loadExperiments } from '@rnn-lab/trainer/load-experiments';
import { HttpError } from '@rnn-lab/trainer/http-error';
import { servedSeries, servedTexts } from '@rnn-lab/trainer/served-model';
import { readRun } from '@rnn-lab/runs';
import { rmSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { writeRun, writeSeriesRun } from './fuzz-inputs';
import { fileTarget } from './fuzz-target';
import type { FuzzTarget } from './fuzz-target';
import type { ExportFormatName } from '@rnn-lab/export';

/**
 * What the program reads: a run that `--config` names, a run that is exported, and the bodies of requests to `serve`.
 *
 * @param folder the wrong files are written to folders in it
 */
export async function fuzzProgram(folder: string): Promise<FuzzTarget[]> {
  const run = await writeRun(join(folder, 'program'));
  const experiments = loadExperiments();
  return [
    fileTarget('--config run.json', run, 'run.json', () =>
      configuration(['nsmc', '--config', run], experiments),
    ),
    ...EXPORT_FORMAT_NAMES.map((format) =>
      fileTarget(`model.json, exported as ${format}`, run, 'model/model.json', (run) =>
        exported(run, format, join(folder, 'exported')),
      ),
    ),
    ...['preprocessing.json', 'vocabulary.json'].map((file) =>
      fileTarget(`${file}, exported`, run, `model/${file}`, (run) =>
        exported(run, 'onnx', join(folder, 'exported')),
      ),
    ),
    await requests('texts', run, ['{"text": "good movie"}', '{"texts": ["한 movie", ""]}']),
    await requests('values', await writeSeriesRun(join(folder, 'series')), ['{"values": [1, 2.5, -3e2, 0]}']),
  ];
}

async function exported(run: string, format: ExportFormatName, out: string): Promise<void> {
  rmSync(out, { recursive: true, force: true });
  await exportRun(run, format, out);
}

/** POST /predict. */
async function requests(kind: 'texts' | 'values', directory: string, valid: string[]): Promise<FuzzTarget> {
  const { run } = await readRun(directory);
  if (!run) throw new Error(`${directory} isn't a run.`);
  const served = kind === 'texts' ? servedTexts : servedSeries;
  // Without threads, which would have to be ended.
  const { predict } = await served({ run, directory }, { engine: 'tfjs' });
  return {
    name: `a request's ${kind}`,
    corpus: valid.map((body) => Buffer.from(body)),
    async read(input) {
      const request = Object.assign(Readable.from([input]), {
        headers: { 'content-type': 'application/json' },
      });
      await predict
        .answer(request as unknown as IncomingMessage, new AbortController().signal)
        .catch(asUserError);
    },
  };
}

/** A refused request is a user's error, like a refused file. */
function asUserError(error: unknown): never {
  if (!(error instanceof HttpError) || error.status >= 500) throw error;
  throw new UserError(error.code, error.message);
}
