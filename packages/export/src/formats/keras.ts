import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExportFormat } from './format';
import { layersFiles } from './layers-files';

const SCRIPT = 'to_keras.py';

/** What `to_keras.py` makes a Keras model of, and the script itself. */
export const keras: ExportFormat = {
  title: 'Keras 3',
  async files(run) {
    const script = await readFile(join(__dirname, '../../python', SCRIPT), 'utf8');
    return { ...(await layersFiles(run)), [SCRIPT]: script };
  },
  usage:
    () => `\`${SCRIPT}\` makes a Keras 3 model of \`model.json\` and its weights (\`pip install keras\` and a backend):

\`\`\`python
from to_keras import load_model
model = load_model(".")
\`\`\`

\`python ${SCRIPT} . model.keras\` saves it as one file, \`model.weights.h5\` the weights alone.`,
};
