import { UserError } from '@rnn-lab/errors';
import type { ExportedRun } from '../exported-run';
import type { ExportFormat } from './format';
import { layersFiles } from './layers-files';

/** Layers of which TensorFlow.js gets the mask wrong, or still uses it after it has ended. */
const WRONG_WITH_MASKS = ['Add', 'Average', 'Concatenate', 'Maximum', 'Multiply', 'RepeatVector', 'Reshape'];

/** What TensorFlow.js loads without any other code. */
export const tfjs: ExportFormat = {
  title: 'TensorFlow.js Layers',
  async files(run) {
    refuseOthers(run);
    return layersFiles(run);
  },
  usage: () => `\`model.json\` and its weights are TensorFlow.js's own format:

\`\`\`js
import * as tf from '@tensorflow/tfjs';
const model = await tf.loadLayersModel('https://example.org/model.json');
\`\`\``,
};

/** Layers of `@rnn-lab/models`, which unmodified TensorFlow.js doesn't have. */
const OWN_LAYERS = /^(EmbeddingBag|Masked.*)$/;

/** @throws UserError `not-exportable` {what} if unmodified TensorFlow.js can't load the model, or predicts something else */
function refuseOthers({ model }: ExportedRun): void {
  const layers = model.layers.map((layer) => ({ layer, className: layer.getClassName() }));
  const isMasked = layers.some(
    ({ layer, className }) => className === 'Masking' || layer.getConfig()['maskZero'] === true,
  );
  const refused = layers.find(
    ({ className }) => OWN_LAYERS.test(className) || (isMasked && WRONG_WITH_MASKS.includes(className)),
  );
  if (!refused) return;
  const what = `layer "${refused.layer.name}" (${refused.className})`;
  throw new UserError(
    'not-exportable',
    `Unmodified TensorFlow.js doesn't compute ${what} as it was trained; export the run as onnx or keras.`,
    { what },
  );
}
