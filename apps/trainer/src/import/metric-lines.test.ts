import { metricsOf } from '@rnn-lab/runs';
import { metricLines } from './metric-lines';
import { seriesOf } from './scalar-series';
import type { Split } from '@rnn-lab/runs';
import type { Scalar } from './event-file';

type Values = [tag: string, step: number, value: number, time?: number][];

function linesOf(...files: [split: Split | null, values: Values][]) {
  const parsed = files.map(([split, values]) => {
    const scalars = values.map(([tag, step, value, time = 1000 * step]): Scalar => ({
      tag,
      step,
      value,
      time,
    }));
    return { file: { path: '/log/events', scalars, others: 0, damagedAt: [], endsAt: null }, split };
  });
  const { series, replaced } = seriesOf(parsed);
  return { lines: metricLines(series), replaced };
}

const brief = ({ lines }: ReturnType<typeof linesOf>) =>
  lines.map((line) => [line.kind, line.split, line.step, line.epoch, Object.fromEntries(metricsOf(line))]);

test('values of validation end an epoch of a log that counts none', () => {
  const log = linesOf([
    null,
    [
      ['Loss/train', 0, 3],
      ['Loss/train', 5, 2],
      ['Loss/val', 5, 4],
      ['Loss/train', 10, 1],
      ['Loss/val', 10, 3],
      ['Loss/train', 11, 0.5],
    ],
  ]);
  expect(brief(log)).toEqual([
    ['step', 'train', 0, 1, { loss: 3 }],
    ['step', 'train', 5, 1, { loss: 2 }],
    ['epoch', 'validation', 5, 1, { loss: 4 }],
    ['step', 'train', 10, 2, { loss: 1 }],
    ['epoch', 'validation', 10, 2, { loss: 3 }],
    ['step', 'train', 11, 3, { loss: 0.5 }],
  ]);
  expect(log.lines.map(({ t }) => t)).toEqual([0, 5, 5, 10, 10, 11]);
});

test('values of training at the steps of validation are those of epochs', () => {
  const values: Values = [0, 1].flatMap((step): Values => [
    ['train/loss', step, 2],
    ['val/loss', step, 3],
  ]);
  expect(brief(linesOf([null, values]))).toEqual([
    ['epoch', 'train', 0, 1, { loss: 2 }],
    ['epoch', 'validation', 0, 1, { loss: 3 }],
    ['epoch', 'train', 1, 2, { loss: 2 }],
    ['epoch', 'validation', 1, 2, { loss: 3 }],
  ]);
});

test("takes the epochs from Lightning's scalar", () => {
  const values: Values = [
    ['epoch', 0, 0],
    ['train_loss', 0, 1],
    ['epoch', 7, 1],
    ['train_loss', 7, 0.5],
  ];
  expect(brief(linesOf([null, values]))).toEqual([
    ['step', 'train', 0, 1, { loss: 1 }],
    ['step', 'train', 7, 2, { loss: 0.5 }],
  ]);
});

test('steps that come again replace that one and the later ones', () => {
  const log = linesOf(
    [null, [['loss', 30, 9, 30_000]]],
    [
      null,
      [
        ['loss', 10, 1, 1000],
        ['loss', 20, 2, 2000],
        ['loss', 25, 3, 2500],
      ],
    ],
    [null, [['loss', 20, 4, 9000]]],
  );
  expect(log.lines.map(({ step, loss }) => [step, loss])).toEqual([
    [10, 1],
    [20, 4],
    [30, 9],
  ]);
  expect(log.replaced).toEqual({ values: 2, fromStep: 20 });
});

test('two tags of one name keep their tags', () => {
  const values: Values = [
    ['Loss', 1, 1],
    ['loss', 1, 2],
  ];
  expect(linesOf([null, values]).lines).toMatchObject([{ Loss: 1, loss: 2 }]);
});

test.each(['time', '__proto__', 'x'.repeat(101), 'two\nlines'])('refuses the tag %j', (tag) => {
  expect(() => linesOf([null, [[tag, 1, 1]]])).toThrow(JSON.stringify(tag));
});
