import { UsageError } from '../errors';
import { say } from '../language';
import type { Series } from '@rnn-lab/data';

export interface HoldOutOptions {
  window: number;
  horizon: number;
  /** null: that of the times. */
  season: number | null;
  holdout: boolean;
  /** null: a tenth of the rows, at least the horizon, and a season if four fit. */
  holdoutLength: number | null;
  origins: number;
}

export interface HoldOutPlan {
  /** The first row of each hold-out, which ends at the next one or the end of the series. */
  starts: number[];
  /** Rows of a hold-out. */
  length: number;
  /** Rows of a season; null if there is none, or too few rows precede the first hold-out to learn it. */
  season: number | null;
  /** How it was found, for the user to check. */
  notices: string[];
}

/**
 * Which rows are held out, and the season of the baselines.
 *
 * @throws UsageError if there are too few rows, or the options contradict each other
 */
export function planHoldOuts({ times, frequency, file }: Series, options: HoldOutOptions): HoldOutPlan {
  const { window, horizon, holdout, origins } = options;
  const rows = times.length;
  if (!holdout && (options.holdoutLength !== null || origins > 1)) {
    throw new UsageError('--no-holdout leaves nothing to hold out; remove --holdout-length and --origins.');
  }
  const usual = options.season ?? frequency.season ?? 1;
  const length =
    options.holdoutLength ?? Math.max(Math.ceil(rows / 10), horizon, 4 * usual <= rows ? usual : 1);
  if (length < horizon) {
    throw new UsageError(
      `A hold-out of ${length} rows has no forecast of ${horizon}; use --holdout-length ${horizon} or more.`,
    );
  }
  const held = holdout ? origins * length : 0;
  const needed = window + horizon + 1 + held;
  if (rows < needed) {
    const parts = holdout
      ? `, and ${origins === 1 ? 'a hold-out' : `${origins} hold-outs`} of ${length}`
      : '';
    throw new UsageError(
      `${file.path} has ${rows} rows, but two windows of ${window} with a horizon of ${horizon}${parts} need ${needed}; ` +
        'use a smaller --window, --horizon, --holdout-length or --origins.',
    );
  }
  const first = rows - held;
  const starts = Array.from({ length: holdout ? origins : 0 }, (_, k) => first + k * length);
  const { season, notice } = seasonOf(options.season, frequency.season, first);
  const notices = [notice];
  if (holdout) {
    const [from, to] = [times[first], times[rows - 1]];
    const one = { en: `Hold-out of ${length} rows: `, ko: `홀드아웃 ${length}행: ` };
    const several = {
      en: `${origins} hold-outs of ${length} rows: `,
      ko: `${length}행의 홀드아웃 ${origins}개: `,
    };
    notices.push(
      `${say(origins === 1 ? one : several)}${say({ en: `${from} to ${to}`, ko: `${from}부터 ${to}까지` })}`,
    );
  }
  return { starts, length, season, notices };
}

function seasonOf(
  given: number | null,
  found: number | null,
  known: number,
): { season: number | null; notice: string } {
  const season = given ?? found;
  if (season === null) {
    const notice = say({
      en: 'No season is known for such times; --season N sets one',
      ko: '이런 시각에는 알려진 계절이 없습니다. --season N으로 지정합니다',
    });
    return { season, notice };
  }
  if (known >= 2 * season) {
    return { season, notice: say({ en: `Season of ${season} rows`, ko: `한 계절은 ${season}행` }) };
  }
  const short = `A season of ${season} rows needs ${2 * season} rows before the hold-out, and there are ${known}`;
  if (given !== null) throw new UsageError(`${short}; use a smaller --season.`);
  const notice = say({
    en: `${short}, so that no baseline has it`,
    ko: `${season}행의 계절에는 홀드아웃 앞에 ${2 * season}행이 필요하지만 ${known}행뿐이므로, 기준 예측에 쓰지 않습니다`,
  });
  return { season: null, notice };
}
