import { join } from 'node:path';
import { machine } from './machine';
import type { Machine } from './machine';
import { nsmcFolder } from './nsmc-reviews';
import { MissingPeerError } from './peer';
import { builtFile, run } from './program';
import { spread } from './race';
import type { Spread } from './race';

/** Fresh processes of ours; scikit-learn takes minutes, so it runs once. */
const ROUNDS = 3;

interface Classifier {
  name: string;
  /** From the start of the process until the test reviews are classified. */
  seconds: Spread;
  accuracy: number;
}

export interface LinearReport {
  machine: Machine;
  ours: Classifier;
  /** null if scikit-learn is missing. */
  peer: Classifier | null;
  missing: string[];
}

type Output = { seconds: number; accuracy: number };

/** Times the linear model of the Naver reviews, from the raw files to the accuracy, against scikit-learn's. */
export async function benchmarkLinear(workers: number): Promise<LinearReport> {
  const data = await nsmcFolder();
  const args = [builtFile('classify-linearly.js'), data, String(workers)];
  const seconds: number[] = [];
  let accuracy = NaN;
  for (let round = 0; round < ROUNDS; round++) {
    const output = JSON.parse(await run('rnn-lab', process.execPath, args)) as Output;
    seconds.push(output.seconds);
    accuracy = output.accuracy;
  }
  const ours = { name: `rnn-lab, ${workers} threads`, seconds: spread(seconds), accuracy };
  try {
    return { machine: machine(), ours, peer: await sklearn(data), missing: [] };
  } catch (error) {
    if (!(error instanceof MissingPeerError)) throw error;
    return { machine: machine(), ours, peer: null, missing: [error.message] };
  }
}

async function sklearn(data: string): Promise<Classifier> {
  const python = process.env.PYTHON || 'python3';
  const script = join(__dirname, '../python/sklearn_linear.py');
  const output = await run('scikit-learn', python, ['-B', script, data]);
  const answer = JSON.parse(output) as ({ name: string } & Output) | { missing: string };
  if ('missing' in answer) {
    throw new MissingPeerError(`scikit-learn is not measured: ${python} has no module ${answer.missing}.`);
  }
  return { ...answer, seconds: spread([answer.seconds]) };
}
