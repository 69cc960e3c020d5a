import { loadModel } from './model';
import type { Model } from './model';

/**
 * Loads an ensemble: its networks, and the model that combines their log-odds.
 *
 * @param combining address of the combining model's model.json
 * @param networks by member: the address of its model.json; null if its input is its log-odds already
 * @param onProgress part of the weights that is here, from 0 to 1
 */
export async function loadEnsemble(
  combining: string,
  networks: readonly (string | null)[],
  onProgress: (part: number) => void,
): Promise<Model> {
  const count = networks.filter((address) => address !== null).length;
  const parts = networks.map(() => 0);
  const members = await Promise.all(
    networks.map(async (address, i) => {
      if (address === null) return null;
      return loadModel(address, (part) => {
        parts[i] = part;
        onProgress(parts.reduce((sum, each) => sum + each, 0) / count);
      });
    }),
  );
  const { logOdds } = await import('@rnn-lab/models/log-odds');
  const combined = await loadModel(combining, () => undefined);
  const models = [combined, ...members.filter((member) => member !== null)];
  return {
    backend: combined.backend,
    inputSize: members.reduce((sum, member) => sum + (member?.inputSize ?? 1), 0),
    output: () => ({
      width: 1,
      async predict(rows) {
        const odds = rows.map((): number[] => []);
        let first = 0;
        for (const member of members) {
          const end = first + (member?.inputSize ?? 1);
          const inputs = rows.map((row) => row.slice(first, end));
          const values = member
            ? Array.from(await member.output().predict(inputs), logOdds)
            : inputs.map(([value]) => value);
          values.forEach((value, row) => odds[row].push(value));
          first = end;
        }
        return combined.output().predict(odds);
      },
    }),
    dispose: () => models.forEach((model) => model.dispose()),
  };
}
