import type { NdArray } from '@rnn-lab/engine';
import { loadMember } from './ensemble-member';
import type { EngineChoice } from './start-engine';

/** The classifiers of an ensemble, from raw texts to their log-odds. */
export interface EnsembleMembers {
  /** What the members read, side by side, shape [texts, the members' widths together]. */
  encode(texts: readonly string[]): Promise<NdArray>;
  /**
   * What they say, in their order, shape [texts, members].
   *
   * @param x from `encode`
   */
  logOdds(x: NdArray, signal?: AbortSignal): Promise<NdArray>;
  /** Whether a text, a row of x, has a word of a network's vocabulary. */
  hasKnownWord(x: NdArray, row: number): boolean;
  close(): Promise<void>;
}

/**
 * Loads the members of a run's ensemble and starts their engines.
 *
 * @throws UserError, RunsError if a file is missing or broken
 * @throws EngineUnavailableError, UnsupportedModelError
 */
export async function loadMembers(
  directory: string,
  names: readonly string[],
  choice: EngineChoice,
): Promise<EnsembleMembers> {
  const members = await Promise.all(names.map((name) => loadMember(directory, name, choice)));
  const partsOf = (x: NdArray) =>
    splitColumns(
      x,
      members.map(({ width }) => width),
    );
  return {
    encode: async (texts) => joinColumns(await Promise.all(members.map((member) => member.encode(texts)))),
    async logOdds(x, signal) {
      const parts = partsOf(x);
      return joinColumns(await Promise.all(members.map((member, i) => member.logOdds(parts[i], signal))));
    },
    hasKnownWord({ data, shape: [, width] }, row) {
      const parts = partsOf({ data: data.subarray(row * width, (row + 1) * width), shape: [1, width] });
      return members.some((member, i) => member.hasKnownWord(parts[i], 0));
    },
    async close() {
      await Promise.all(members.map((member) => member.close()));
    },
  };
}

/** Arrays of shape [rows, columns] side by side, as float32, in which ids are exact up to 2²⁴. */
function joinColumns(parts: readonly NdArray[]): NdArray {
  const rows = parts[0].shape[0];
  const columns = parts.reduce((sum, { shape }) => sum + shape[1], 0);
  const data = new Float32Array(rows * columns);
  let first = 0;
  for (const { data: from, shape } of parts) {
    for (let row = 0; row < rows; row++) {
      data.set(from.subarray(row * shape[1], (row + 1) * shape[1]), row * columns + first);
    }
    first += shape[1];
  }
  return { data, shape: [rows, columns] };
}

function splitColumns({ data, shape: [rows, columns] }: NdArray, widths: readonly number[]): NdArray[] {
  let first = 0;
  return widths.map((width) => {
    const part = new Float32Array(rows * width);
    for (let row = 0; row < rows; row++) {
      const begin = row * columns + first;
      part.set(data.subarray(begin, begin + width), row * width);
    }
    first += width;
    return { data: part, shape: [rows, width] };
  });
}
