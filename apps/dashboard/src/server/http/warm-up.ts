import { basename } from 'node:path';
import { ownOrigin } from '@rnn-lab/access';
import { listRunDirectories } from '@rnn-lab/runs';
import { requiredToken } from '#server/security/access';
import { runsFolder } from '#server/store/runs-folder';
import { runPage } from '#api/links';

/** Requests one run's page, so that its code is loaded before the first visit. */
export async function warmUp(hostname: string, port: string): Promise<void> {
  const token = requiredToken();
  const headers = token ? { Authorization: `Bearer ${token}` } : undefined;
  try {
    const [directory] = await listRunDirectories(runsFolder());
    if (!directory) return;
    const address = `${ownOrigin(hostname, port)}${runPage(basename(directory))}`;
    const response = await fetch(address, { headers, signal: AbortSignal.timeout(60_000) });
    await response.text();
  } catch {
    // Not fatal: the first visit reports any error, and takes a little longer.
  }
}
