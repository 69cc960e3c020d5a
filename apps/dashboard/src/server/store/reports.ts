import { UserError } from '@rnn-lab/errors';
import { ReceivedRuns } from '@rnn-lab/runs';
import { requiredToken } from '#server/security/access';
import { runsFolder } from './runs-folder';
import { singleton } from './singleton';

/** Whether the dashboard was started to take the runs of workers elsewhere, which needs a token. */
export function acceptsReports(): boolean {
  return process.env.RNN_LAB_ACCEPT_REPORTS === '1' && requiredToken() !== undefined;
}

/**
 * The runs that workers report.
 *
 * @throws UserError `reports-off` unless the dashboard accepts reports
 */
export function receivedRuns(): ReceivedRuns {
  if (acceptsReports()) return singleton('received-runs', () => new ReceivedRuns(runsFolder()));
  throw new UserError(
    'reports-off',
    'This dashboard takes no reports; start it with --accept-reports and the variable RNN_LAB_TOKEN.',
    {},
  );
}
