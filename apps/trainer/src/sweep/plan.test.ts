import { commandLine } from '../flags/command-line';
import { argumentsOf } from '../flags/flags';
import nsmc from '../experiments/nsmc';
import sine from '../experiments/sine';
import { commandOfSweep, planSweep } from './plan';
import { shareCores } from './share-cores';
import type { Experiment } from '@rnn-lab/lab';
import type { SweepRequest } from '../flags/sweep-command';

const experiments = new Map<string, unknown>([
  ['nsmc', nsmc],
  ['sine', sine],
]) as Map<string, Experiment>;

/** The request that a command line makes. */
async function requestOf(args: readonly string[]): Promise<[string, Experiment, SweepRequest]> {
  let request: [string, Experiment, SweepRequest] | undefined;
  const never = () => Promise.reject(new Error('not to be called'));
  const actions = {
    columns: undefined,
    runExperiment: never,
    runAll: never,
    inspect: never,
    importLogs: never,
    predict: never,
    serve: never,
    export: never,
    worker: never,
    sweep: async (...given: typeof request & object) => {
      request = given;
    },
  };
  await commandLine(experiments, actions).parseAsync([...args], { from: 'user' });
  return request!;
}

const plan = async (command: string) => planSweep(...(await requestOf(['sweep', ...command.split(' ')])));

test('a grid with seeds: every parameter has its value, those of the command line too', async () => {
  const { variants, seeds, rungs, listed } = await plan(
    'nsmc --grid batchSize=32,60 --grid lstm-units=64,128 --seeds 0..2 --epochs 1 --limit 500',
  );
  expect({ seeds, rungs, listed }).toEqual({
    seeds: [0, 1, 2],
    rungs: [],
    listed: ['batchSize', 'lstmUnits'],
  });
  expect(variants.map(({ swept }) => swept)).toEqual([
    { batchSize: 32, lstmUnits: 64 },
    { batchSize: 32, lstmUnits: 128 },
    { batchSize: 60, lstmUnits: 64 },
    { batchSize: 60, lstmUnits: 128 },
  ]);
  for (const { swept, params } of variants) {
    expect(params).toEqual({
      ...Object.fromEntries(
        Object.entries(nsmc.parameters).map(([name, { default: value }]) => [name, value]),
      ),
      epochs: 1,
      limit: 500,
      ...swept,
    });
  }
  expect(new Set(variants.map(({ id }) => id)).size).toBe(4);
});

test('--budget sets the epochs of all variants', async () => {
  const { variants, rungs } = await plan('sine --random 9 --range learningRate=1e-4..1e-2:log --budget 9');
  expect(variants.map(({ params }) => params.epochs)).toEqual(Array(9).fill(9));
  expect(rungs).toHaveLength(3);
});

test('a sweep keeps its name and its first variants with more seeds and draws, and gets another with other parameters', async () => {
  const base = 'sine --random 3 --range learningRate=1e-4..1e-2:log';
  const first = await plan(base);
  const more = await plan(base.replace('3', '5') + ' --seeds 0..4 --jobs 1');
  expect(first.name).toMatch(/^sine-sweep-[0-9a-f]{6}$/);
  expect(more.name).toBe(first.name);
  expect(more.variants.slice(0, 3)).toEqual(first.variants);
  expect((await plan(`${base} --epochs 5`)).name).not.toBe(first.name);
  expect((await plan(`${base} --name mine`)).name).toBe('mine');
});

test.each([
  'sine --grid batchSize=8,16 --grid optimizer=adam,sgd --seeds 0,1,5 --epochs 3',
  'sine --random 4 --range learningRate=1e-4..1e-2:log --range step=2..8 --budget 3 --name a.b',
  'nsmc --grid baselines=true,false --limit 100 --stopwords no.txt',
  'sine --seeds 0..2 --workers 1 --runs-dir /elsewhere --tag a --tag b --notes two --checkpoint-seconds 5',
])('its command asks for the same sweep: %s', async (typed) => {
  const request = await requestOf(['sweep', ...typed.split(' ')]);
  const planned = planSweep(...request);
  const command = commandOfSweep(request[0], planned, request[2]);
  const [npx, program, ...args] = argumentsOf(command);
  expect([npx, program]).toEqual(['npx', 'rnn-lab']);
  const again = await requestOf(args);
  expect(planSweep(...again)).toEqual(planned);
  expect(again[2].flags).toEqual(request[2].flags);
});

test.each([
  ['sine', 'Nothing varies'],
  ['sine --grid batchSize=8 --grid batch-size=16', 'batchSize is varied twice'],
  ['sine --grid batchSize=8,16 --batch-size 8', 'batchSize is varied, and has a value of its own'],
  ['nsmc --grid limit=100,200 --limit 100', 'limit is varied, and has a value of its own'],
  ['sine --range learningRate=0.1..0.2', 'needs --random N'],
  ['sine --random 3', '--random 3 needs parameters to draw'],
  ['sine --grid epochs=1,2,3 --budget 9', '--budget 9 sets the epochs'],
  ['sine --grid batchSize=1,2,3 --epochs 3 --budget 9', '--budget 9 sets the epochs'],
  ['sine --grid batchSize=1,2 --budget 9', 'needs at least 3 variants and 3 epochs'],
  ['sine --seeds 0..9999 --grid batchSize=1,2', 'at most 10000 trainings'],
  ['sine --seeds 0..1 --name ../x', '--name "../x"'],
  ['sine --seeds 0..1 --name .hidden', '--name ".hidden"'],
])('%s is refused', async (command, message) => {
  await expect(plan(command)).rejects.toThrow(message);
});

test.each([
  // cores, most workers, given, expected
  [2, 4, {}, { jobs: 1, workers: 2 }],
  [2, 1, {}, { jobs: 2, workers: 1 }],
  [16, 4, {}, { jobs: 4, workers: 4 }],
  [16, 4, { jobs: 8 }, { jobs: 8, workers: 2 }],
  [16, 4, { jobs: 1 }, { jobs: 1, workers: 4 }],
  [6, 4, { workers: 2 }, { jobs: 3, workers: 2 }],
  [2, 4, { jobs: 2, workers: 2 }, { jobs: 2, workers: 2 }],
  [1, 4, {}, { jobs: 1, workers: 1 }],
])('%d cores, %d workers at most, given %j: %j', (cores, most, given, expected) => {
  expect(shareCores(cores, most, { jobs: null, workers: null, ...given })).toEqual(expected);
});
