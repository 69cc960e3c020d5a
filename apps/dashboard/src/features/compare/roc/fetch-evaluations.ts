import { evaluationPath, predictionsPath } from '#api/links';
import { getJson } from '#components/connection/fetch-json';
import type { Split } from '@rnn-lab/runs';
import type { BinaryEvaluation, PredictionsPage } from '#api/predictions';

/** A run's evaluation, or why there is none. */
export type Evaluated = { id: string } & ({ evaluation: BinaryEvaluation } | { error: Error });

/**
 * The evaluations of those runs that tell two classes apart. One run after the other: the server reads a whole file of
 * predictions for each.
 */
export async function fetchEvaluations(
  ids: readonly string[],
  split: Split,
  output: string | undefined,
  signal: AbortSignal,
): Promise<Evaluated[]> {
  const evaluated: Evaluated[] = [];
  for (const id of ids) {
    const of = { id, split, output };
    try {
      const { kind } = await getJson<PredictionsPage>(predictionsPath(of, { limit: '1' }), signal);
      if (kind !== 'sentiment') continue;
      evaluated.push({ id, evaluation: await getJson<BinaryEvaluation>(evaluationPath(of), signal) });
    } catch (error) {
      signal.throwIfAborted();
      evaluated.push({ id, error: error as Error });
    }
  }
  return evaluated;
}
