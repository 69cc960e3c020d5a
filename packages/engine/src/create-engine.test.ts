import { spawn } from 'node:child_process';
import { outcomeOf } from '@rnn-lab/testing';
import { compile, sentimentModel } from '../test/sentiment';
import { createEngine, InputError } from './index';

describe('createEngine', () => {
  it('refuses invalid options', async () => {
    const model = sentimentModel();
    await expect(createEngine('cpu', model, { ...compile, workers: 0 })).rejects.toThrow(InputError);
    await expect(createEngine('cpu', model, { ...compile, optimizer: { learningRate: -1 } })).rejects.toThrow(
      InputError,
    );
  });

  it('reports how to install tfjs-node if its native part is missing', async () => {
    // Threads inherit --import from their process.
    const missing = `data:text/javascript,${encodeURIComponent(`
      import Module from 'node:module';
      const load = Module._load;
      Module._load = (name, ...rest) => {
        if (name === '@tensorflow/tfjs-node') throw new Error('no native part');
        return load(name, ...rest);
      };
    `)}`;
    const check = `
      const { checkEngine } = require('@rnn-lab/engine');
      checkEngine('tfjs-node').catch(({ name, message }) => console.log(name + ': ' + message));
    `;
    const child = spawn(process.execPath, ['--import', missing, '-e', check], { cwd: __dirname });
    expect(await outcomeOf(child)).toEqual({
      code: 0,
      stderr: '',
      stdout:
        "EngineUnavailableError: The engine tfjs-node can't be loaded (no native part); install its native part by " +
        '"npx nx run engine:install-tfjs-node", or choose the engine cpu.\n',
    });
  });
});
