import { commandLine } from './command-line';
import deaths from '../experiments/deaths';
import nsmc from '../experiments/nsmc';
import type { Experiment } from '@rnn-lab/lab';

/** The parameters that a command line passes to the experiment. */
async function paramsOf(...args: string[]): Promise<Record<string, unknown>> {
  const train = jest.fn(async () => undefined);
  const experiments = new Map<string, unknown>([
    ['deaths', deaths],
    ['nsmc', nsmc],
  ]) as Map<string, Experiment>;
  const actions = {
    columns: undefined,
    runExperiment: train,
    runAll: train,
    sweep: train,
    worker: train,
    predict: train,
    serve: train,
    export: train,
    inspect: train,
    importLogs: train,
  };
  await commandLine(experiments, actions).parseAsync(args, { from: 'user' });
  return (train.mock.calls as unknown[][])[0][2] as Record<string, unknown>;
}

describe('--units, an old flag of nsmc', () => {
  test.each([
    [[], 'surface'],
    [['--token-form', 'lemma'], 'lemma'],
    [['--units', 'stem'], 'lemma'],
    [['--units', 'surface'], 'surface'],
  ])('%j sets the token form %s', async (args, tokenForm) => {
    const params = await paramsOf('nsmc', ...args);
    expect(params).toMatchObject({ tokenForm });
    expect(params).not.toHaveProperty('units');
  });

  test('is refused together with --token-form, and with an unknown value', async () => {
    await expect(paramsOf('nsmc', '--units', 'stem', '--token-form', 'lemma')).rejects.toThrow(
      "option '--units <surface|stem>' cannot be used with option '--token-form <surface|lemma>'",
    );
    await expect(paramsOf('nsmc', '--units', 'lemma')).rejects.toThrow('must be one of surface, stem');
  });

  test('sets the size of the layer for deaths', async () => {
    await expect(paramsOf('deaths', '--units', '50')).resolves.toMatchObject({ units: 50 });
  });
});
