import { createHash } from 'node:crypto';
import { quote } from 'shell-quote';
import { UsageError } from '../errors';
import { flagOf, flagsOf } from '../flags/flags';
import { redisAddress } from '../queue/address';
import { CHECKPOINT_SECONDS, COMMON_FLAGS } from '../flags/settings';
import { MOST, parseGrid, parseRange, parseSeeds } from './axes';
import { rungsOf } from './halving';
import { combinations, draws, variantId } from './variants';
import type { Experiment, Parameters } from '@rnn-lab/lab';
import type { SweepRequest } from '../flags/sweep-command';
import type { Axis, Range } from './axes';
import type { Rung } from './halving';
import type { Params, Variant } from './variants';

/** What a command asks for: the same for the same command, whatever has been trained. */
export interface Plan {
  name: string;
  variants: Variant[];
  seeds: number[];
  /** Of successive halving; empty without it. */
  rungs: Rung[];
  /** Names of the parameters with a list of values. */
  listed: string[];
}

/** A sweep's name is a folder's, and a tag. */
const NAME = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u;

/** @throws UsageError if the request is inconsistent, or the experiment doesn't accept it */
export function planSweep(name: string, experiment: Experiment, request: SweepRequest): Plan {
  const { params, flags, options } = request;
  const { random, budget } = options;
  const own = experiment.parameters;
  // A series can't be limited.
  const parameters: Parameters = experiment.kind === 'text' ? { ...own, limit: COMMON_FLAGS.limit } : own;
  const axes = request.grid.map((text) => parseGrid(text, name, parameters));
  const ranges = request.range.map((text) => parseRange(text, name, parameters));
  const seeds = parseSeeds(options.seeds);
  refuseContradictions(name, request, [...axes, ...ranges], seeds);

  const base: Params = { ...params, limit: flags.limit, ...(budget !== null && { epochs: budget }) };
  const chosen = random === null ? combinations(axes) : draws(random, axes, ranges);
  const variants = chosen.map((swept) => {
    const all = { ...base, ...swept };
    return { id: variantId(name, flags.engine, all), swept, params: all };
  });
  if (variants.length * seeds.length > MOST) {
    throw new UsageError(
      `The sweep has ${variants.length} variants with ${seeds.length} seeds each; a sweep has at most ${MOST} trainings.`,
    );
  }
  return {
    name: nameOf(options.name) ?? defaultName(name, flags.engine, base, axes, ranges),
    variants,
    seeds,
    rungs: budget === null ? [] : rungsOf(variants.length, budget),
    listed: axes.map((axis) => axis.name),
  };
}

/** The command that continues the sweep. It may be written down, so it has no password. */
export function commandOfSweep(
  name: string,
  plan: Plan,
  { params, typed, flags, ...request }: SweepRequest,
): string {
  const { engine, limit, matmul, workers, checkpointSeconds, tag, notes, dataDir, runsDir } = flags;
  const queue = request.options.queue === null ? null : redisAddress(request.options.queue).label;
  const given = Object.fromEntries(Object.entries(params).filter(([each]) => typed.has(each)));
  return quote([
    ...['npx', 'rnn-lab', 'sweep', name],
    ...request.grid.flatMap((text) => ['--grid', text]),
    ...request.range.flatMap((text) => ['--range', text]),
    ...flagsOf({
      ...request.options,
      queue,
      jobs: null,
      name: plan.name,
      ...given,
      limit,
      engine,
      matmul,
      workers,
      checkpointSeconds: checkpointSeconds === CHECKPOINT_SECONDS ? null : checkpointSeconds,
      notes,
      dataDir,
      runsDir,
    }),
    ...tag.flatMap((each) => ['--tag', each]),
  ]);
}

function refuseContradictions(
  experiment: string,
  request: SweepRequest,
  varied: readonly { name: string }[],
  seeds: readonly number[],
): void {
  const { typed, range, options } = request;
  const { random, budget, queue } = options;
  const elsewhere = Object.entries({ jobs: options.jobs, dataDir: request.flags.dataDir });
  const local = queue === null ? undefined : elsewhere.find(([, value]) => value !== null);
  if (local) {
    const flag = flagOf(local[0]);
    throw new UsageError(
      `${flag} is each worker's own with --queue: give it to rnn-lab worker, not to the sweep.`,
    );
  }
  const names = varied.map(({ name }) => name);
  const repeated = names.find((name, i) => names.indexOf(name) < i);
  if (repeated) throw new UsageError(`${repeated} is varied twice; list all of its values in one --grid.`);
  const fixed = names.find((name) => typed.has(name));
  if (fixed) throw new UsageError(`${fixed} is varied, and has a value of its own, too; remove one of them.`);
  if (range.length > 0 && random === null) {
    throw new UsageError(`--range ${range[0]} needs --random N, the number of variants to draw.`);
  }
  if (random !== null && names.length === 0) {
    throw new UsageError(`--random ${random} needs parameters to draw: --range or --grid.`);
  }
  if (names.length === 0 && seeds.length < 2) {
    throw new UsageError(
      `Nothing varies: use --grid, --random with --range, or several --seeds. rnn-lab sweep ${experiment} --help lists the parameters.`,
    );
  }
  if (budget !== null && (names.includes('epochs') || typed.has('epochs'))) {
    throw new UsageError(`--budget ${budget} sets the epochs; remove the parameter epochs.`);
  }
}

function nameOf(given: string | null): string | null {
  if (given === null || NAME.test(given)) return given;
  throw new UsageError(
    `--name ${JSON.stringify(given)}: use up to 64 letters, digits, dots, hyphens and underscores, the first one a letter or digit.`,
  );
}

/** Without seeds and the number of draws, so that a sweep with more of them continues this one. */
function defaultName(
  experiment: string,
  engine: string,
  base: Params,
  axes: readonly Axis[],
  ranges: readonly Range[],
): string {
  const sorted = [...axes, ...ranges].sort((a, b) => (a.name < b.name ? -1 : 1));
  const content = JSON.stringify([experiment, engine, base, sorted]);
  return `${experiment}-sweep-${createHash('sha256').update(content).digest('hex').slice(0, 6)}`;
}
