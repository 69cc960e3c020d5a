import type { NdArray } from '@rnn-lab/engine';
import type { TextPrediction } from '../saved-model/text-model';
import { PredictionQueue } from './prediction-queue';

const signal = new AbortController().signal;

/** A model whose ids are the texts' lengths, and which predicts when told to. */
function heldModel() {
  const batches: number[][] = [];
  let release: (error?: Error) => void = () => undefined;
  return {
    batches,
    release: (error?: Error) => release(error),
    encode: (texts: readonly string[]): Promise<NdArray> =>
      Promise.resolve({ data: Int32Array.from(texts, ({ length }) => length), shape: [texts.length, 1] }),
    predict({ data }: NdArray): Promise<TextPrediction[]> {
      batches.push([...data]);
      const predictions = Array.from(data, (length) => ({
        outputs: [{ label: length, probability: 1, probabilities: {} }],
        unknown: false,
      }));
      return new Promise((resolve, reject) => {
        release = (error) => (error ? reject(error) : resolve(predictions));
      });
    },
  };
}

const labels = (predictions: TextPrediction[]) => predictions.map(({ outputs: [{ label }] }) => label);
/** Long enough for what is ready to run. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

test('predicts the requests that wait together, and gives each its own rows', async () => {
  const model = heldModel();
  const queue = new PredictionQueue(model);
  const [first, second, third] = [['a'], ['bb', 'ccc'], ['dddd']].map((texts) =>
    queue.predict(texts, signal),
  );
  await settle();
  expect(queue.length).toBe(4);
  model.release();
  expect(labels(await first)).toEqual([1]);
  await settle();
  model.release();
  expect(labels(await second)).toEqual([2, 3]);
  expect(labels(await third)).toEqual([4]);
  expect(model.batches).toEqual([[1], [2, 3, 4]]);
  expect(queue.length).toBe(0);
});

test('leaves out what nobody waits for, and refuses what is too much', async () => {
  const model = heldModel();
  const queue = new PredictionQueue(model);
  const gone = new AbortController();
  const first = queue.predict(['a'], signal);
  const second = queue.predict(['bb'], gone.signal);
  gone.abort(new Error('gone'));
  const refused = expect(second).rejects.toThrow('gone');
  await expect(queue.predict(new Array<string>(10_000).fill(''), signal)).rejects.toMatchObject({
    status: 503,
    headers: { 'Retry-After': '1' },
  });
  await settle();
  model.release();
  await first;
  await refused;
  expect(model.batches).toEqual([[1]]);
});

test('reports that the engine has failed', async () => {
  const model = heldModel();
  const queue = new PredictionQueue(model);
  const first = expect(queue.predict(['a'], signal)).rejects.toThrow('a thread ended');
  await settle();
  model.release(new Error('a thread ended'));
  await first;
  expect(queue.failure.aborted).toBe(true);
});
