import { isMetricName } from '@rnn-lab/runs';
import { tagRefused } from './log';
import { knownName, splitOfTag } from './metric-of-tag';
import type { Split } from '@rnn-lab/runs';
import type { EventFile, Scalar } from './event-file';

type KerasLog = 'epoch' | 'batch' | 'evaluation';

/** The values of one tag. */
export interface Series {
  tag: string;
  split: Split;
  name: string;
  /**
   * How often Keras's callback TensorBoard logs it: per epoch (`step` counts epochs from 0), per batch, or per evaluation
   * (`step` counts batches from 1 in both); null: another program.
   */
  keras: KerasLog | null;
  /** By step, without repeated ones. */
  points: Scalar[];
}

/** An event file of a log, and the split that its folder names. */
export interface LogFile {
  file: EventFile;
  split: Split | null;
}

interface SeriesOfLog {
  series: Series[];
  /** Values that a restarted training has logged again, and the lowest of their steps. */
  replaced: { values: number; fromStep: number };
}

/** The scalar with which PyTorch Lightning logs the epoch, from 0. */
export const EPOCH_TAG = 'epoch';

/**
 * The series of a log's files, which are read in the order in which they were written.
 *
 * @throws UserError `metric-name` if a tag can't be a metric
 */
export function seriesOf(files: readonly LogFile[]): SeriesOfLog {
  const startOf = ({ file }: LogFile) => file.scalars[0]?.time ?? 0;
  const inOrder = [...files].sort((a, b) => startOf(a) - startOf(b));
  const series = new Map<string, Series>();
  const replaced = { values: 0, fromStep: Infinity };
  for (const { file, split } of inOrder) {
    for (const scalar of file.scalars) {
      const place = placeOf(scalar.tag, split);
      const key = `${place.split} ${scalar.tag}`;
      const one = series.get(key) ?? { tag: scalar.tag, ...place, points: [] };
      series.set(key, one);
      // As in TensorBoard: a step that comes again takes the place of that one and of all later ones.
      while (one.points.length > 0 && one.points[one.points.length - 1].step >= scalar.step) {
        one.points.pop();
        replaced.values += 1;
        replaced.fromStep = Math.min(replaced.fromStep, scalar.step);
      }
      one.points.push(scalar);
    }
  }
  const named = withDifferentNames([...series.values()]);
  const refused = named.find(({ tag, name }) => tag !== EPOCH_TAG && !isMetricName(name));
  if (refused) throw tagRefused(refused.tag, files[0].file.path);
  return { series: named, replaced };
}

/** In the folders train and validation. */
const KERAS_TAGS: readonly [KerasLog, RegExp][] = [
  ['epoch', /^epoch_(.+)$/],
  ['batch', /^batch_(.+)$/],
  ['evaluation', /^evaluation_(.+)_vs_iterations$/],
];

function placeOf(tag: string, folder: Split | null): Pick<Series, 'split' | 'name' | 'keras'> {
  if (folder === null) {
    const { split, name } = splitOfTag(tag);
    return { split: split ?? 'train', name, keras: null };
  }
  for (const [keras, pattern] of KERAS_TAGS) {
    const name = pattern.exec(tag)?.[1];
    if (name !== undefined && isMetricName(name)) return { split: folder, name: knownName(name), keras };
  }
  return { split: folder, name: knownName(tag), keras: null };
}

/** Two tags that would be one metric, such as `loss` and `Loss`, keep their tags as names. Keras's epochs and batches are one. */
function withDifferentNames(series: readonly Series[]): Series[] {
  const keyOf = ({ split, name, keras }: Series) => `${split} ${name} ${keras}`;
  const counts = new Map<string, number>();
  for (const one of series) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
  return series.map((one) => (counts.get(keyOf(one)) === 1 ? one : { ...one, name: one.tag }));
}
