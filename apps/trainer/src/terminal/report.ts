import { confusionTable } from './confusion-table';
import { resultsTable, baselinesTable } from './results-table';
import { EpochLines } from './epoch-lines';
import { EpochProgress } from './epoch-progress';
import { duration, grouped } from './format';
import { baselineName, splitLabel } from './labels';
import { modelTable } from './model-table';
import { displayPath } from '../folders';
import { say } from '../language';
import type { LabEvent, Recipe, Texts } from '@rnn-lab/lab';
import type { Split } from '@rnn-lab/runs';
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
  const line = (texts: Texts) => terminal.line(say(texts));
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
        return progress(
          event.path,
          'bytes',
          say({ en: `Downloading ${event.path}`, ko: `${event.path} 내려받기` }),
        ).update(event.bytes, event.total);
      case 'loaded':
        return line({
          en: `Loaded the data in ${duration(event.seconds)}`,
          ko: `데이터 읽기: ${duration(event.seconds)}`,
        });
      case 'analyzer': {
        const { name, description } = event;
        if (name !== analyzer) {
          line({ en: `Analyzer ${name}: ${description}`, ko: `분석기 ${name}: ${description}` });
        }
        analyzer = name;
        return;
      }
      case 'tokenizing':
        return progress(
          say({ en: 'Tokenizing', ko: '토큰 나누기' }),
          say({ en: 'texts', ko: '텍스트' }),
        ).update(event.done, event.total);
      case 'tokenized':
        progress.end();
        return line({
          en: `Tokenized ${grouped(event.texts)} texts in ${duration(event.seconds)}`,
          ko: `텍스트 ${grouped(event.texts)}개의 토큰 나누기: ${duration(event.seconds)}`,
        });
      case 'model':
        return terminal.line(modelTable(event.model));
      case 'caveats':
        return event.caveats.forEach((caveat) => terminal.warn(say(caveat)));
      case 'would-train': {
        const { rows, epochs, steps, batchSize } = event;
        const splits = Object.entries(rows).map(
          ([split, count]) => `${splitLabel(split as Split)} ${grouped(count ?? 0)}`,
        );
        line({ en: `Rows: ${splits.join(', ')}`, ko: `행 수: ${splits.join(', ')}` });
        return line({
          en: `Would train ${grouped(epochs)} epochs of ${grouped(steps)} steps with batch size ${grouped(batchSize)}; trained and wrote nothing (--dry-run)`,
          ko: `배치 크기 ${grouped(batchSize)}, 에포크마다 ${grouped(steps)}스텝으로 ${grouped(epochs)}에포크를 학습합니다. 아무것도 학습하거나 쓰지 않았습니다(--dry-run)`,
        });
      }
      case 'run-started':
        return terminal.record(event.log);
      case 'training-started': {
        terminal.running(true);
        lines = undefined;
        const { train, validation } = event.rows;
        if (validation === undefined) {
          return line({ en: `Train on ${grouped(train)} samples`, ko: `학습 샘플 ${grouped(train)}개` });
        }
        return line({
          en: `Train on ${grouped(train)} samples, validate on ${grouped(validation)} samples`,
          ko: `학습 샘플 ${grouped(train)}개, 검증 샘플 ${grouped(validation)}개`,
        });
      }
      case 'epoch-started':
        lines ??= new EpochLines(terminal, event.epochs);
        epoch = new EpochProgress(
          terminal,
          say({ en: `Epoch ${event.epoch}/${event.epochs}`, ko: `에포크 ${event.epoch}/${event.epochs}` }),
          event.rows,
          event.done,
        );
        return;
      case 'step':
        return epoch?.step(event.logs);
      case 'epoch-ended':
        if (epoch) lines?.add(event.logs.epoch, epoch.end(event.logs));
        return;
      case 'holdout':
        return progress(say({ en: 'Hold-out', ko: '홀드아웃' }), say({ en: 'epochs', ko: '에포크' })).update(
          event.epoch,
          event.epochs,
        );
      case 'classified':
        progress.end();
        return terminal.line(confusionTable(event, event.split));
      case 'combining':
        return progress(say({ en: 'Combining', ko: '결합' }), say({ en: 'steps', ko: '스텝' })).update(
          event.done,
          event.total,
        );
      case 'combined':
        progress.end();
        return line({
          en: `Combined ${event.members.join(', ')} in ${duration(event.seconds)}`,
          ko: `${event.members.join(', ')} 결합: ${duration(event.seconds)}`,
        });
      case 'comparing':
        return progress(say({ en: 'Baselines', ko: '기준 모델' }), say({ en: 'steps', ko: '스텝' })).update(
          event.done,
          event.total,
        );
      case 'compared':
        progress.end();
        return line({
          en: `Computed the baselines (${event.baselines.join(', ')}) in ${duration(event.seconds)}`,
          ko: `기준 모델(${event.baselines.map(baselineName).join(', ')}) 계산: ${duration(event.seconds)}`,
        });
      case 'run-finished': {
        const { results, baselines, metricInfo, earlyStopping, secondsPerEpoch, directory } = event.run;
        progress.end();
        if (earlyStopping) {
          const { epoch, bestEpoch } = earlyStopping;
          line({
            en: `Training ended after epoch ${epoch}: the validation loss was lowest after epoch ${bestEpoch}, whose weights are kept`,
            ko: `에포크 ${epoch} 뒤에 학습을 끝냈습니다. 검증 손실이 가장 낮은 에포크 ${bestEpoch}의 가중치를 남깁니다`,
          });
        }
        terminal.line(resultsTable({ ...results, secondsPerEpoch }, reference, metricInfo));
        const compared = baselinesTable({ results, baselines });
        if (compared) terminal.line(compared);
        line({ en: `Run: ${displayPath(directory)}`, ko: `실행: ${displayPath(directory)}` });
        return line({
          en: 'Dashboard: http://127.0.0.1:3000 (start it with npx nx run dashboard:start)',
          ko: '대시보드: http://127.0.0.1:3000 (npx nx run dashboard:start로 시작)',
        });
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
