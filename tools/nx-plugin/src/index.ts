import type { CreateNodes, TargetConfiguration } from '@nx/devkit';
import { basename, join } from 'node:path';

/** Gives the project a target for each of its experiments: `trainer:nsmc` for `apps/trainer/src/experiments/nsmc.ts`. */
export const createNodes: CreateNodes = [
  'apps/trainer/src/experiments/!(*.test).ts',
  (files) =>
    files.map((file) => [
      file,
      { projects: { [projectRoot(file)]: { targets: { [basename(file, '.ts')]: target(file) } } } },
    ]),
];

function projectRoot(file: string): string {
  return join(file, '../../..').replaceAll('\\', '/');
}

function target(file: string): TargetConfiguration {
  return {
    executor: '@rnn-lab/nx-plugin:experiment',
    dependsOn: ['build'],
    cache: false,
    metadata: { description: `rnn-lab ${basename(file, '.ts')}` },
  };
}
