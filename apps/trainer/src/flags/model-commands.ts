import { ENCODINGS } from '@rnn-lab/data';
import { EXPORT_FORMAT_NAMES } from '@rnn-lab/export';
import { choice, integer, path, required, text } from '@rnn-lab/lab';
import type { Parameters, Values } from '@rnn-lab/lab';
import type { Command } from 'commander';
import { resolve } from 'node:path';
import type { PredictOptions } from '../commands/predict';
import type { ExportOptions } from '../commands/export';
import { PREDICTION_FORMAT_NAMES } from '../commands/prediction-formats';
import type { ServeOptions } from '../commands/serve';
import { folderTypedIn } from '../folders';
import { addOptions, resolveOptions } from './options';
import { COMMON_FLAGS } from './settings';

type Given = Partial<Values<Parameters>>;

/** What the commands do that use a run's model. */
export interface ModelActions {
  predict(run: string, files: readonly string[], options: PredictOptions): Promise<void>;
  serve(run: string, options: ServeOptions): Promise<void>;
  export(run: string, options: ExportOptions): Promise<void>;
}

const { runsDir, engine, workers } = COMMON_FLAGS;
const RUN = 'a run: its id or its folder';

const PREDICT = {
  runsDir,
  engine: { ...engine, description: 'engine that predicts' },
  textColumn: text('column of the texts in a CSV, TSV or JSONL file (default: found by its name)'),
  encoding: choice(
    ENCODINGS,
    null,
    'encoding of the files (default: that of their byte order mark, else utf-8)',
  ),
  format: choice(PREDICTION_FORMAT_NAMES, 'lines', 'how predictions are printed'),
};

const HOSTNAME = '127.0.0.1';
const PORT = 8000;

const SERVE = {
  runsDir,
  engine: PREDICT.engine,
  workers: {
    ...workers,
    description: 'threads of the engine cpu (default: one per core but one, at most 4)',
  },
  hostname: {
    ...text('host name or address to listen on; 0.0.0.0: every one'),
    default: HOSTNAME,
    parse: String,
  },
  port: integer(PORT, 'port to listen on; 0: any free one', { min: 0, max: 65_535 }),
};

const EXPORT = {
  runsDir,
  format: required(choice(EXPORT_FORMAT_NAMES, null, 'format of the model')),
  out: path('new folder to write to (default: the run’s id and the format, here)'),
};

/** Adds the commands that use a run's model. */
export function addModelCommands(program: Command, actions: ModelActions): void {
  addOptions(program.command('predict'), PREDICT)
    .argument('<run>', RUN)
    .argument(
      '[files...]',
      'files of texts: a column of a .csv, .tsv, .jsonl or .ndjson file, else a text per line',
    )
    .description(
      'Predicts texts of files, or of stdin, one per line, and prints one line per text: the class and its probability, separated by tabs, for each of the model’s outputs. ' +
        'Where the run names no classes, these are the label and the probability of label 1. ' +
        'If no word of the text is in the vocabulary, one more field, "unknown", marks the line. ' +
        '--format csv and json print the text too, always the probability of the label, and "unknown" as true or false.',
    )
    .action((run: string, files: string[], given: Given) => {
      const paths = files.map((file) => resolve(folderTypedIn(), file));
      return actions.predict(run, paths, resolveOptions(PREDICT, given));
    });

  addOptions(program.command('serve'), SERVE)
    .argument('<run>', RUN)
    .description(
      'Serves a run’s model over HTTP until Ctrl-C: POST /predict takes {"text": "…"} or {"texts": ["…"]}, /openapi.json describes it. ' +
        'RNN_LAB_TOKEN sets a token that requests must present as "Authorization: Bearer".',
    )
    .action((run: string, given: Given) => actions.serve(run, resolveOptions(SERVE, given)));

  addOptions(program.command('export'), EXPORT)
    .argument('<run>', RUN)
    .description(
      'Writes a run’s model to a folder, for other programs: with what prepares its input, a README, and for onnx a program in Python and in Node.',
    )
    .action((run: string, given: Given) => actions.export(run, resolveOptions(EXPORT, given)));
}
