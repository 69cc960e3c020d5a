import { Lab } from '@rnn-lab/lab';
import { UsageError } from '../errors';
import { failureMessage } from '../failures';
import { labelOf } from './variants';
import type { Experiment, LabEvent, LabSettings, RowCounts } from '@rnn-lab/lab';
import type { Variant } from './variants';

interface Checks {
  name: string;
  experiment: Experiment;
  settings: LabSettings;
  signal: AbortSignal;
  /** Of the dry runs. */
  onEvent(event: LabEvent): void;
  onProgress(done: number, total: number): void;
}

/**
 * Dry-runs variants, so that what the experiment refuses is refused before anything is trained. For a series that is every
 * variant. Reading texts takes seconds, so there it is enough of them that every value of a list is in one.
 *
 * @param listed names of the parameters with a list of values
 * @returns the number of rows per split
 * @throws UsageError if the experiment refuses a variant, or makes several models in one command
 */
export async function checkVariants(
  variants: readonly Variant[],
  listed: readonly string[],
  { name, experiment, settings, signal, onEvent, onProgress }: Checks,
): Promise<RowCounts> {
  const checked = experiment.kind === 'series' ? variants : cover(variants, listed);
  let rows: RowCounts | undefined;
  for (const [done, variant] of checked.entries()) {
    onProgress(done, checked.length);
    let models = 0;
    const job = {
      recipe: {
        experiment: name,
        title: experiment.title,
        reference: experiment.referenceResults,
        command: '',
        params: variant.params,
      },
      settings: { ...settings, limit: (variant.params.limit ?? null) as number | null, dryRun: true },
      signal,
      onEvent: (event: LabEvent) => {
        if (event.kind === 'model') models++;
        if (event.kind === 'would-train') rows ??= event.rows;
        else onEvent(event);
      },
    };
    try {
      await Lab.run(job, (lab) => experiment.run(variant.params, lab));
    } catch (error) {
      signal.throwIfAborted();
      throw new UsageError([labelOf(variant), failureMessage(error)].filter(Boolean).join(': '));
    }
    if (models !== 1) {
      throw new UsageError(
        `With these parameters ${name} makes ${models} models in one command, and a sweep compares commands that make one. If a parameter chooses the model, rnn-lab ${name} --help names it.`,
      );
    }
  }
  return rows ?? { train: 0 };
}

/** Variants that have every value of the listed parameters, and at least the first one. */
function cover(variants: readonly Variant[], listed: readonly string[]): Variant[] {
  const seen = new Set<string>();
  return variants.filter(({ swept }, i) => {
    const fresh = listed.map((name) => `${name}=${swept[name]}`).filter((value) => !seen.has(value));
    for (const value of fresh) seen.add(value);
    return i === 0 || fresh.length > 0;
  });
}
