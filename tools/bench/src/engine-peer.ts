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
  const { batchSize, length, x, y } = workload;
  const engine = await createEngine('cpu', model, { loss: 'binaryCrossentropy', workers, matmul });
  const random = new Unshuffled(0);
  let row = 0;
  return {
    name: `rnn-lab ${engine.name}${matmul ? ` (${matmul})` : ''}, ${engine.workers} ${engine.workers === 1 ? 'worker' : 'workers'}`,
    async train(steps) {
      const end = row + steps * batchSize;
      const times: number[] = [];
      const losses: number[] = [];
      await engine.fit(
        { data: x.subarray(row * length, end * length), shape: [end - row, length] },
        { data: y.subarray(row, end), shape: [end - row, 1] },
        {
          epochs: 1,
          batchSize,
          random,
          onStepEnd({ loss, seconds }) {
            times.push(1000 * seconds);
            losses.push(loss);
          },
        },
      );
      row = end;
      return { times, losses };
    },
    async predict(rows) {
      const started = performance.now();
      const { data } = await engine.predict({ data: x.subarray(0, rows * length), shape: [rows, length] });
      return { milliseconds: performance.now() - started, probabilities: data };
    },
    close: () => engine.close(),
  };
}
