import { confusionTable } from './confusion-table';
import { resultsTable, baselinesTable } from './results-table';
import { EpochLines } from './epoch-lines';
import { EpochProgress } from './epoch-progress';
import { duration, grouped } from './format';
import { modelTable } from './model-table';
import { displayPath } from '../folders';
import type { LabEvent, Recipe } from '@rnn-lab/lab';
import type { Progress, Terminal } from './terminal';

/** Events while training goes on. */
const OF_EPOCHS: readonly string[] = ['epoch-started', 'step', 'epoch-ended'] satisfies LabEvent['kind'][];

/**
 * Shows a lab's events on the terminal.
 *
 * @param json whether run.json goes to stdout when a run is over
 */
export function reporter(
  terminal: Terminal,
  { reference }: Pick<Recipe, 'reference'>,
  json: boolean,
): (event: LabEvent) => void {
  const progress = progressBars(terminal);
  let analyzer: string | undefined;
  let epoch: EpochProgress | undefined;
  let lines: EpochLines | undefined;

  return (event) => {
    if (!OF_EPOCHS.includes(event.kind)) lines?.flush();
    switch (event.kind) {
      case 'notice':
        return terminal.line(event.message);
      case 'warning':
        return terminal.warn(event.message);
      case 'downloading':
        return progress(event.path, 'bytes', `Downloading ${event.path}`).update(event.bytes, event.total);
      case 'loaded':
        return terminal.line(`Loaded the data in ${duration(event.seconds)}`);
      case 'analyzer': {
        const line = `Analyzer ${event.name}: ${event.description}`;
        if (line !== analyzer) terminal.line(line);
        analyzer = line;
        return;
      }
      case 'tokenizing':
        return progress('Tokenizing', 'texts').update(event.done, event.total);
      case 'tokenized':
        progress.end();
        return terminal.line(`Tokenized ${grouped(event.texts)} texts in ${duration(event.seconds)}`);
      case 'model':
        return terminal.line(modelTable(event.model));
      case 'would-train': {
        const { rows, epochs, steps, batchSize } = event;
        const splits = Object.entries(rows).map(([split, count]) => `${split} ${grouped(count ?? 0)}`);
        terminal.line(`Rows: ${splits.join(', ')}`);
        return terminal.line(
          `Would train ${grouped(epochs)} epochs of ${grouped(steps)} steps with batch size ${grouped(batchSize)}; trained and wrote nothing (--dry-run)`,
        );
      }
      case 'run-started':
        return terminal.record(event.log);
      case 'training-started': {
        terminal.running(true);
        lines = undefined;
        const { train, validation } = event.rows;
        const validated = validation === undefined ? '' : `, validate on ${grouped(validation)} samples`;
        return terminal.line(`Train on ${grouped(train)} samples${validated}`);
      }
      case 'epoch-started':
        lines ??= new EpochLines(terminal, event.epochs);
        epoch = new EpochProgress(terminal, `Epoch ${event.epoch}/${event.epochs}`, event.rows, event.done);
        return;
      case 'step':
        return epoch?.step(event.logs);
      case 'epoch-ended':
        if (epoch) lines?.add(event.logs.epoch, epoch.end(event.logs));
        return;
      case 'holdout':
        return progress('Hold-out', 'epochs').update(event.epoch, event.epochs);
      case 'classified':
        progress.end();
        return terminal.line(confusionTable(event, event.split));
      case 'run-finished': {
        const { results, baselines, metricInfo, earlyStopping, secondsPerEpoch, directory } = event.run;
        progress.end();
        if (earlyStopping) {
          const { epoch, bestEpoch } = earlyStopping;
          terminal.line(
            `Training ended after epoch ${epoch}: the validation loss was lowest after epoch ${bestEpoch}, whose weights are kept`,
          );
        }
        terminal.line(resultsTable({ ...results, secondsPerEpoch }, reference, metricInfo));
        const compared = baselinesTable({ results, baselines });
        if (compared) terminal.line(compared);
        terminal.line(`Run: ${displayPath(directory)}`);
        return terminal.line('Dashboard: http://127.0.0.1:3000 (start it with npx nx run dashboard:start)');
      }
      case 'run-closed':
        if (json) terminal.json(event.json);
        return terminal.running(false);
    }
  };
}

/** Shows one bar at a time. A new label starts a new bar, after the line `heading` if there is one. */
function progressBars(terminal: Terminal) {
  let label: string | undefined;
  let bar: Progress;
  const progress = (name: string, unit: string, heading?: string): Progress => {
    if (name !== label) {
      label = name;
      if (heading) terminal.line(heading);
      bar = terminal.progress(name, unit);
    }
    return bar;
  };
  return Object.assign(progress, {
    end: () => {
      label = undefined;
    },
  });
}
