import { explainMemory, oneLine, UserError } from '@rnn-lab/errors';

/** The flags and variables that help, by error code. Packages know neither. */
const ADVICE: Record<string, string | ((values: UserError['values']) => string)> = {
  'file-unavailable': 'RNN_LAB_DATA or --data-dir sets the data folder, RNN_LAB_MIRROR the mirror.',
  'wrong-file': 'RNN_LAB_MIRROR sets the mirror, RNN_LAB_DATA or --data-dir the data folder.',
  'no-data-folder': 'RNN_LAB_DATA or --data-dir sets it.',
  'invalid-mirror': 'RNN_LAB_MIRROR sets it.',
  'model-not-compilable': 'Use --engine tfjs-node or --engine tfjs.',
  'tfjs-node-unavailable': 'The default is --engine cpu.',
  'ort-unavailable': 'Use --matmul wasm.',
  'no-address-space': ({ guarded }) =>
    guarded === 'true'
      ? 'NODE_OPTIONS=--disable-wasm-trap-handler more than halves what training needs.'
      : '',
  'engine-thread-ended': 'Use fewer --workers.',
  'tokenizer-thread-ended': 'Use fewer --workers.',
  'linear-thread-ended': 'Use fewer --workers, or --no-baselines.',
  'missing-mecab': 'The default is --analyzer mecab-ko.',
  'wrong-columns': '--time and --value of rnn-lab series take columns of any name.',
  'no-column': ({ role }) => COLUMN_FLAGS[role] ?? '',
  'not-a-number': '--decimal and --thousands of rnn-lab series set how numbers are written.',
  'irregular-series': '--fill linear or --fill previous of rnn-lab series repairs it.',
  'wrong-encoding': '--encoding sets it; Korean Windows programs save cp949.',
  'folder-not-empty': '--out names it.',
  'unwritable-export': '--out names it.',
  'no-lemmas': 'Use --analyzer mecab-ko or --token-form surface.',
};

/** By the role of a column. */
const COLUMN_FLAGS: Record<string, string> = {
  text: '--text-column sets it.',
  label: '--label-column sets it.',
  time: '--time sets it.',
  value: '--value sets it.',
  feature: '--features sets them, separated by commas.',
};

/** An error's message as one line, with advice if there is any. */
export function errorMessage(reason: unknown): string {
  // An error with a code has its explanation.
  const error = userErrorOf(reason) === undefined ? explainMemory(reason) : reason;
  const { code = '', values = {} } = userErrorOf(error) ?? {};
  const advice = ADVICE[code] ?? '';
  return [oneLine(error), typeof advice === 'string' ? advice : advice(values)].filter(Boolean).join(' ');
}

/** The error, or its cause: a RunFailure wraps the error that ended the run. */
function userErrorOf(error: unknown): UserError | undefined {
  if (error instanceof UserError) return error;
  return error instanceof Error && error.cause !== undefined ? userErrorOf(error.cause) : undefined;
}
