import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { join } from 'node:path';
import { endProcess, fromProcess } from './bounded';
import { residentBytes } from './process-tree';

export interface DashboardServer {
  address: string;
  /** Milliseconds from its start until it listened. */
  readyAfter: number;
  /** Bytes. */
  memory(): number;
  close(): Promise<void>;
}

/** Starts the built dashboard on a free port. */
export async function startDashboard(runsDir: string): Promise<DashboardServer> {
  const started = performance.now();
  const server = spawn(process.execPath, ['bin/dashboard.js', 'start', '--port', '0'], {
    cwd: join(__dirname, '../../../apps/dashboard'),
    env: { ...process.env, NODE_ENV: 'production', RNN_LAB_RUNS: runsDir },
  });
  const address = await fromProcess(server, 'The start of the dashboard', addressOf(server));
  return {
    address,
    readyAfter: performance.now() - started,
    memory: () => residentBytes(server.pid ?? 0),
    close: () => endProcess(server, 'the dashboard'),
  };
}

/** Waits until the server listens; returns its address. */
async function addressOf(server: ChildProcessWithoutNullStreams): Promise<string> {
  let output = '';
  server.stderr.on('data', (data) => (output += data));
  for await (const data of server.stdout) {
    output += data;
    const address = /http:\/\/127\.0\.0\.1:\d+/.exec(output);
    if (address && output.includes('Ready')) return address[0];
  }
  throw new Error(`The dashboard did not start: ${output.trim()}`);
}
