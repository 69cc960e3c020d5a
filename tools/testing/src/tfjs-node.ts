import { spawnSync } from 'node:child_process';

// tfjs-node 4.22 calls this function, which Node 23 removed.
const LOAD = "require('util').isNullOrUndefined ??= (v) => v == null; require('@tensorflow/tfjs-node');";

/** Whether `@tensorflow/tfjs-node` and its native part load on this machine; tried in a separate process. */
export function tfjsNodeIsThere(): boolean {
  const { status } = spawnSync(process.execPath, ['-e', LOAD], { stdio: 'ignore', timeout: 120_000 });
  return status === 0;
}
