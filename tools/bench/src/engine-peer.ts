import { createEngine } from '@rnn-lab/engine';
import type { EngineName } from '@rnn-lab/engine';
import { RandomState } from '@rnn-lab/random';
import type { LayersModel } from '@tensorflow/tfjs';
import type { Peer } from './peer';
import type { Workload } from './workload';

class Unshuffled extends RandomState {
  override shuffle(): void {
    // Every peer trains on the rows in their order.
  }
}

/** One of our own engines, on the model as it is. */
export async function startEnginePeer(
  engineName: EngineName,
  model: LayersModel,
  workload: Workload,
  workers: number,
): Promise<Peer> {
  const { batchSize, length, x, y } = workload;
  const engine = await createEngine(engineName, model, { loss: 'binaryCrossentropy', workers });
  const random = new Unshuffled(0);
  let row = 0;
  return {
    name: `rnn-lab ${engine.name}, ${engine.workers} ${engine.workers === 1 ? 'worker' : 'workers'}`,
    async run(steps) {
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
    close: () => engine.close(),
  };
}
