import { findRunDirectory, listRuns, readRun, removeLeftovers } from '@rnn-lab/runs';
import { Command, CommanderError } from 'commander';
import { UsageError } from '../errors';
import { runsFolder } from '../folders';
import { say } from '../language';
import { argumentsOf, flagOf } from './flags';
import { addOptions } from './options';
import { COMMON_FLAGS } from './settings';
import type { ResumedRun } from '@rnn-lab/lab';
import type { Run, RunEntry } from '@rnn-lab/runs';

const LAST = 'last';
/** The flags beside --resume that take a value; --json and --quiet take none. */
const ALLOWED = ['runsDir', 'dataDir', 'pauseAfter'] as const;
const ALLOWED_FLAGS = `${ALLOWED.map(flagOf).join(', ')}, --json and --quiet`;

interface Resumption {
  /** The run's own arguments, with the flags that were given beside --resume. */
  args: string[];
  run: ResumedRun;
}

export function addResumeOption(command: Command): Command {
  return command.option(
    '--resume <run>',
    say({
      en: `continue a run, by its id, or the newest unfinished one (${LAST}); everything but ${ALLOWED_FLAGS} comes from the run`,
      ko: `실행 ID의 학습, 또는 끝나지 않은 최근 학습(${LAST})을 이어서 진행. ${ALLOWED.map(flagOf).join(', ')}, --json, --quiet 밖의 것은 그 실행을 따름`,
    }),
  );
}

/**
 * The arguments of the run that the command line resumes; undefined if it resumes none.
 *
 * @throws UsageError if there is no such run, or another flag is given
 */
export async function resumption(
  args: readonly string[],
  experiments: ReadonlySet<string>,
): Promise<Resumption | undefined> {
  const [experiment, ...flags] = args;
  const resumes = flags.some((flag) => /^--resume(=|$)/.test(flag));
  if (!experiments.has(experiment) || !resumes || flags.includes('--help')) return undefined;
  const { resume, runsDir = null, dataDir, pauseAfter, json, quiet } = parseFlags(flags);
  const entries = await listRuns(runsFolder(runsDir));
  const asked = resume === LAST ? newestUnfinished(entries, experiment) : await named(resume, runsDir);
  if (!asked.run) throw new UsageError(`Run ${asked.id} can't be resumed: ${asked.problem}`);
  if (asked.run.experiment !== experiment) {
    throw new UsageError(
      `Run ${asked.id} is of the experiment ${asked.run.experiment}: resume it with rnn-lab ${asked.run.experiment}.`,
    );
  }
  const { entry, run } = toContinue(asked, asked.run, entries);
  const given = Object.entries({ runsDir, dataDir, pauseAfter }).flatMap(([name, value]) =>
    value ? [flagOf(name), `${value}`] : [],
  );
  const group = entries.filter((other) => other.run?.group === run.group);
  for (const { directory } of group) await removeLeftovers(directory);
  const members = new Map(
    group.flatMap(({ run, directory }) => (run?.model ? [[run.model.name, directory] as const] : [])),
  );
  return {
    args: [...commandOfRun(run), ...given, ...(json ? ['--json'] : []), ...(quiet ? ['--quiet'] : [])],
    run: {
      directory: entry.directory,
      id: run.id,
      group: run.group,
      model: run.model?.name ?? null,
      finished: isFinished(run),
      members,
    },
  };
}

/** The run that was asked for or, if that is finished, the unfinished one of its group. */
function toContinue(asked: RunEntry, run: Run, entries: readonly RunEntry[]): { entry: RunEntry; run: Run } {
  if (isFinished(run)) {
    for (const entry of entries) {
      if (entry.run?.group === run.group && isUnfinished(entry.run)) return { entry, run: entry.run };
    }
  }
  return { entry: asked, run };
}

const isFinished = ({ status }: Run) => status === 'finished' || status === 'duplicate';
const isUnfinished = (run: Run) => !isFinished(run) && run.status !== 'pruned';

interface ResumeFlags {
  resume: string;
  runsDir?: string;
  dataDir?: string;
  pauseAfter?: number;
  json?: boolean;
  quiet?: boolean;
}

function parseFlags(flags: readonly string[]): ResumeFlags {
  const command = addResumeOption(new Command())
    .option('--json')
    .option('--quiet')
    .exitOverride()
    .configureOutput({ outputError: () => undefined });
  addOptions(command, Object.fromEntries(ALLOWED.map((name) => [name, COMMON_FLAGS[name]])));
  try {
    return command.parse(flags, { from: 'user' }).opts<ResumeFlags>();
  } catch (error) {
    if (!(error instanceof CommanderError) || error.code !== 'commander.unknownOption') throw error;
    throw new UsageError(
      `${error.message.replace(/^error: /, '')} beside --resume: everything but ${ALLOWED_FLAGS} comes from the run.`,
    );
  }
}

function newestUnfinished(entries: readonly RunEntry[], experiment: string): RunEntry {
  const entry = entries.find(({ run }) => run?.experiment === experiment && isUnfinished(run));
  if (!entry) throw new UsageError(`There is no unfinished run of ${experiment} to resume.`);
  return entry;
}

async function named(id: string, runsDir: string | null): Promise<RunEntry> {
  const folder = runsFolder(runsDir);
  const directory = await findRunDirectory(folder, id);
  if (!directory)
    throw new UsageError(`There is no run ${id} in ${folder}; name a run by its id, or ${LAST}.`);
  return readRun(directory);
}

/** The arguments in a run's command, which reproduces it. */
function commandOfRun({ id, command }: Run): string[] {
  const [npx, program, ...args] = argumentsOf(command);
  if (npx !== 'npx' || program !== 'rnn-lab') {
    throw new UsageError(
      `Run ${id} can't be resumed: its command in run.json, ${command}, isn't one of rnn-lab.`,
    );
  }
  return args;
}
