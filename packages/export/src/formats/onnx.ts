import { nodeExample, pythonExample } from '../examples';
import type { ExportedRun } from '../exported-run';
import { INPUT, onnxModel } from '../onnx/onnx-model';
import type { ExportFormat, Files } from './format';

const MODEL = 'model.onnx';

/** A file for ONNX Runtime, and programs that use it. */
export const onnx: ExportFormat = {
  title: 'ONNX',
  files(run) {
    const files: Files = { [MODEL]: onnxModel(run.model) };
    const [python, node] = [pythonExample(run.preprocessing), nodeExample(run.preprocessing)];
    if (python) files['predict.py'] = python.program;
    if (node) files['predict.cjs'] = node.program;
    return files;
  },
  usage(run) {
    const { preprocessing } = run;
    const examples = [
      { example: pythonExample(preprocessing), language: 'Python', run: 'python predict.py' },
      { example: nodeExample(preprocessing), language: 'Node', run: 'node predict.cjs' },
    ].map(({ example, language, run }) => {
      if (!example) return `There is no example for ${language}: it has no lemmas of mecab-ko-dic.`;
      return `${language}:\n\n\`\`\`sh\n${[...example.setup, `${run} ${argumentsOf(preprocessing)}`].join('\n')}\n\`\`\``;
    });
    return `\`${MODEL}\` is for ONNX Runtime. ${inputOf(run)}\n\n${examples.join('\n\n')}`;
  },
};

function inputOf({ model, preprocessing }: ExportedRun): string {
  const shape = `[rows, ${model.inputs[0].shape.slice(1).join(', ')}]`;
  const outputs = model.outputs.map(({ sourceLayer }) => `\`${sourceLayer.name}\``).join(', ');
  const what = preprocessing.kind === 'text' ? 'int32 ids of tokens' : 'scaled values';
  return `Its input \`${INPUT}\` is ${what}, ${shape}; its outputs are ${outputs}.`;
}

const argumentsOf = ({ kind, maxLength }: ExportedRun['preprocessing']) =>
  kind === 'text' ? "'a text'" : Array.from({ length: maxLength ?? 1 }, (_, i) => 100 + i).join(' ');
