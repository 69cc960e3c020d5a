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
import { say } from '../language';
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
const RUN = say({ en: 'a run: its id or its folder', ko: '실행의 ID 또는 폴더' });

const PREDICT = {
  runsDir,
  engine: { ...engine, description: { en: 'engine that predicts', ko: '예측하는 엔진' } },
  textColumn: text({
    en: 'column of the texts in a CSV, TSV or JSONL file (default: found by its name)',
    ko: 'CSV, TSV, JSONL 파일의 텍스트 열(기본값: 이름으로 찾음)',
  }),
  encoding: choice(ENCODINGS, null, {
    en: 'encoding of the files (default: that of their byte order mark, else utf-8)',
    ko: '파일의 인코딩(기본값: 바이트 순서 표시에 따라, 없으면 UTF-8)',
  }),
  format: choice(PREDICTION_FORMAT_NAMES, 'lines', {
    en: 'how predictions are printed',
    ko: '예측을 출력하는 형식',
  }),
};

const HOSTNAME = '127.0.0.1';
const PORT = 8000;

const SERVE = {
  runsDir,
  engine: PREDICT.engine,
  workers: {
    ...workers,
    description: {
      en: 'threads of the engine cpu (default: one per core but one, at most 4)',
      ko: '엔진 cpu의 작업 스레드 수(기본값: 코어 수보다 하나 적게, 최대 4)',
    },
  },
  hostname: {
    ...text({
      en: 'host name or address to listen on; 0.0.0.0: every one',
      ko: '요청을 받을 호스트 이름 또는 주소. 0.0.0.0은 모든 주소',
    }),
    default: HOSTNAME,
    parse: String,
  },
  port: integer(
    PORT,
    { en: 'port to listen on; 0: any free one', ko: '요청을 받을 포트. 0은 비어 있는 아무 포트' },
    { min: 0, max: 65_535 },
  ),
};

const EXPORT = {
  runsDir,
  format: required(choice(EXPORT_FORMAT_NAMES, null, { en: 'format of the model', ko: '모델의 형식' })),
  out: path({
    en: 'new folder to write to (default: the run’s id and the format, here)',
    ko: '새로 만들 폴더(기본값: 여기에 실행 ID와 형식의 이름으로)',
  }),
};

/** Adds the commands that use a run's model. */
export function addModelCommands(program: Command, actions: ModelActions): void {
  addOptions(program.command('predict'), PREDICT)
    .argument('<run>', RUN)
    .argument(
      '[files...]',
      say({
        en: 'files of texts: a column of a .csv, .tsv, .jsonl or .ndjson file, else a text per line; for a series, one file with its last rows',
        ko: '텍스트 파일. .csv, .tsv, .jsonl, .ndjson은 열 하나를, 그 밖에는 한 줄을 텍스트 하나로 읽음. 시계열은 마지막 행들이 있는 파일 하나',
      }),
    )
    .description(
      say({
        en:
          'Predicts texts of files, or of stdin, one per line, and prints one line per text: the class and its probability, separated by tabs, for each of the model’s outputs. ' +
          'Where the run names no classes, these are the label and the probability of label 1. ' +
          'If no word of the text is in the vocabulary, one more field, "unknown", marks the line. ' +
          '--format csv and json print the text too, always the probability of the label, and "unknown" as true or false. ' +
          'For a run of a series, forecasts the values that follow the last row of a file, or of the series that it was trained on, and prints time and value.',
        ko:
          '파일이나 표준 입력의 텍스트를 예측합니다. 표준 입력은 한 줄이 텍스트 하나입니다. 텍스트마다 한 줄에, 모델의 출력마다 클래스와 그 확률을 탭으로 구분해 출력합니다. ' +
          '실행에 클래스 이름이 없으면 레이블과 레이블 1의 확률입니다. ' +
          '어휘에 있는 단어가 하나도 없는 텍스트는 줄 끝에 필드 "unknown"을 더해 표시합니다. ' +
          '--format csv와 json은 텍스트도 함께 출력하며, 확률은 언제나 출력한 레이블의 확률이고, "unknown"은 true 또는 false입니다. ' +
          '시계열 실행이면 파일의 마지막 행, 또는 학습한 시계열의 끝 다음에 오는 값을 예측해 시각과 값을 출력합니다.',
      }),
    )
    .action((run: string, files: string[], given: Given) => {
      const paths = files.map((file) => resolve(folderTypedIn(), file));
      return actions.predict(run, paths, resolveOptions(PREDICT, given));
    });

  addOptions(program.command('serve'), SERVE)
    .argument('<run>', RUN)
    .description(
      say({
        en:
          'Serves a run’s model over HTTP until Ctrl-C: POST /predict takes {"text": "…"} or {"texts": ["…"]}, for a series {"values": […]} or {"columns": {"…": […]}}; /openapi.json describes it. ' +
          'RNN_LAB_TOKEN sets a token that requests must present as "Authorization: Bearer".',
        ko:
          'Ctrl-C를 누를 때까지 실행의 모델을 HTTP로 제공합니다. POST /predict는 {"text": "…"} 또는 {"texts": ["…"]}를, 시계열이면 {"values": […]} 또는 {"columns": {"…": […]}}를 받고, 설명은 /openapi.json에 있습니다. ' +
          'RNN_LAB_TOKEN을 설정하면 요청에 "Authorization: Bearer" 토큰이 있어야 합니다.',
      }),
    )
    .action((run: string, given: Given) => actions.serve(run, resolveOptions(SERVE, given)));

  addOptions(program.command('export'), EXPORT)
    .argument('<run>', RUN)
    .description(
      say({
        en: 'Writes a run’s model to a folder, for other programs: with what prepares its input, a README, and for onnx a program in Python and in Node.',
        ko: '다른 프로그램에서 쓰도록 실행의 모델을 폴더에 씁니다. 입력을 준비하는 파일과 README를 함께 쓰고, onnx에는 Python과 Node 프로그램도 넣습니다.',
      }),
    )
    .action((run: string, given: Given) => actions.export(run, resolveOptions(EXPORT, given)));
}
