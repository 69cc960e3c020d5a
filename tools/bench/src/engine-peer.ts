import { createEngine } from '@rnn-lab/engine';
import { RandomState } from '@rnn-lab/random';
import type { MatMulName } from '@rnn-lab/engine';
import type { LayersModel } from '@tensorflow/tfjs';
import type { Peer } from './peer';
import type { Workload } from './workload';

class Unshuffled extends RandomState {
  override shuffle(): void {
    // Every peer trains on the rows in the given order.
  }
}

/** Our engine on the given model. */
export async function startEnginePeer(
  model: LayersModel,
  workload: Workload,
  workers: number,
  matmul?: MatMulName,
): Promise<Peer> {
  const { batchSize, loss, wholeEpochs, rowShape, x, y } = workload;
  const engine = await createEngine('cpu', model, { loss, workers, matmul });
  const rows = (begin: number, end: number) => {
    const size = x.length / y.length;
    return { data: x.subarray(begin * size, end * size), shape: [end - begin, ...rowShape] };
  };
  const random = new Unshuffled(0);
  let row = 0;
  return {
    name: `rnn-lab ${engine.name}${matmul ? ` (${matmul})` : ''}, ${engine.workers} ${engine.workers === 1 ? 'worker' : 'workers'}`,
    async train(steps) {
      const end = wholeEpochs ? y.length : row + steps * batchSize;
      const times: number[] = [];
      const losses: number[] = [];
      const record = (loss: number, seconds: number) => {
        times.push(1000 * seconds);
        losses.push(loss);
      };
      await engine.fit(
        rows(row, end),
        { data: y.subarray(row, end), shape: [end - row, 1] },
        {
          epochs: wholeEpochs ? steps : 1,
          batchSize,
          random,
          ...(wholeEpochs
            ? { onEpochEnd: ({ train, seconds }) => record(train.loss, seconds) }
            : { onStepEnd: ({ loss, seconds }) => record(loss, seconds) }),
        },
      );
      if (!wholeEpochs) row = end;
      return { times, losses };
    },
    async predict(count) {
      const started = performance.now();
      const { data } = await engine.predict(rows(0, count));
      return { milliseconds: performance.now() - started, probabilities: data };
    },
    close: () => engine.close(),
  };
}
