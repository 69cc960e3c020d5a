import { readMember } from '@rnn-lab/runs';
import type { Split } from '@rnn-lab/runs';
import type { NdArray } from '@rnn-lab/engine';
import type { Lab, RunSession } from '@rnn-lab/lab';
import { NgramModel, weighLogOdds } from '@rnn-lab/text';
import type { LinearOptions, NgramUnit } from '@rnn-lab/text';
import { accuracyOf, mostFrequent } from './baselines';
import { targets } from './reviews';
import { loadMembers } from './saved-model/ensemble-members';
import type { EnsembleMembers } from './saved-model/ensemble-members';

/** What the linear model is called in an ensemble. */
export const LINEAR = 'linear';

/** A text that is positive (1) or negative (0). */
interface Labelled {
  document: string;
  label: number;
}

interface Combination {
  /** The networks that the group's other runs have trained. */
  networks: readonly string[];
  ngrams: LinearOptions & { unit: NgramUnit };
  /** What the linear model learns from: what the networks have learnt from, too. */
  learnt: readonly Labelled[];
  /**
   * What the members and the ensemble are measured on. The validation texts decide the weights; nothing may depend on the
   * test texts, which are only used here.
   */
  measured: Readonly<Record<'validation' | 'test', readonly Labelled[]>>;
  /** Whether the most frequent class stands beside the members. */
  baselines: boolean;
}

/**
 * Combines the group's networks with a linear model of n-grams that is trained here. The weights are learnt from the
 * validation texts, which no member has learnt from. What was saved is what is measured.
 */
export async function combineWithLinear(
  lab: Lab,
  run: Pick<RunSession, 'baseline' | 'combine' | 'evaluate' | 'writePredictions'>,
  { networks, ngrams, learnt, measured, baselines }: Combination,
): Promise<void> {
  const names = [...networks, LINEAR];
  let members: EnsembleMembers | undefined;
  try {
    await run.combine(
      async (work) => {
        const linear = await NgramModel.fit(documentsOf(learnt), labelsOf(learnt), ngrams, work);
        const trained = await Promise.all(
          networks.map(async (name) => [name, await readMember(lab.trained(name))] as const),
        );
        return { ...Object.fromEntries(trained), [LINEAR]: linear.toFiles() };
      },
      async (directory, engine) => {
        members = await loadMembers(directory, names, engine);
        const { validation } = measured;
        return weighLogOdds(await logOddsOf(members, validation), labelsOf(validation));
      },
    );
    // A dry run combines nothing.
    if (!members) return;
    for (const [split, texts] of Object.entries(measured) as [Split, readonly Labelled[]][]) {
      const x = await logOddsOf(members, texts);
      names.forEach((name, i) => run.baseline(name, split, { accuracy: accuracyOfColumn(x, i, texts) }));
      if (baselines) run.baseline('majority', split, { accuracy: accuracyOfMajority(learnt, texts) });
      await run.evaluate(split, x, targets(labelsOf(texts)));
      await run.writePredictions(split, x, (index) => ({
        text: texts[index].document,
        tokens: [],
        label: texts[index].label,
      }));
    }
  } finally {
    await members?.close();
  }
}

async function logOddsOf(members: EnsembleMembers, texts: readonly Labelled[]): Promise<NdArray> {
  return members.logOdds(await members.encode(documentsOf(texts)));
}

function documentsOf(texts: readonly Labelled[]): string[] {
  return texts.map(({ document }) => document);
}

function labelsOf(texts: readonly Labelled[]): number[] {
  return texts.map(({ label }) => label);
}

/** The accuracy of one member, whose log-odds are a column of x. */
function accuracyOfColumn({ data, shape }: NdArray, column: number, texts: readonly Labelled[]): number {
  const predicted = texts.map((_, row) => Number(data[row * shape[1] + column] > 0));
  return accuracyOf(predicted, labelsOf(texts));
}

function accuracyOfMajority(learnt: readonly Labelled[], texts: readonly Labelled[]): number {
  const majority = mostFrequent(labelsOf(learnt), 2);
  return accuracyOf(
    texts.map(() => majority),
    labelsOf(texts),
  );
}
