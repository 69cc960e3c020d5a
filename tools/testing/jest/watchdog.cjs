'use strict';
// node watchdog.cjs PID NAME SECONDS
// Kills the process PID and its descendants if nothing arrives on standard input for SECONDS. It is a process of its own,
// because a process whose thread is blocked can't end itself. It exits when its standard input closes, that is, when the
// watched process ends.
const { spawnSync } = require('node:child_process');

const [pid, name, seconds] = process.argv.slice(2);
const limit = setTimeout(() => {
  console.error(`No test of ${name} has ended for ${seconds / 60} minutes: the project hangs and is killed.`);
  for (const process of [...descendants(Number(pid)), Number(pid)]) kill(process);
}, seconds * 1000);
process.stdin.on('data', () => limit.refresh());
process.stdin.on('end', () => process.exit());

/** The process ids of all descendants, except this process. */
function descendants(root) {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  const rows = (stdout ?? '')
    .trim()
    .split('\n')
    .map((row) => row.trim().split(/\s+/).map(Number));
  const found = [root];
  for (const parent of found) {
    for (const [child, itsParent] of rows) {
      if (itsParent === parent && child !== process.pid) found.push(child);
    }
  }
  return found.slice(1);
}

function kill(id) {
  try {
    process.kill(id, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}
