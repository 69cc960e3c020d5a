import { UserError } from '@rnn-lab/errors';
import { reportReceipt } from '@rnn-lab/runs';
import { z } from 'zod';
import { UsageError } from '../errors';
import type { ReportPiece, ReportReceipt } from '@rnn-lab/runs';

/** Milliseconds that a response may take; a piece is small. */
const ANSWER_TIMEOUT = 30_000;

const refused = z.object({
  error: z.string(),
  details: z.object({ code: z.string(), values: z.record(z.string(), z.string()) }).nullable(),
});
const page = z.object({ accepted: z.boolean() });

/** The API of a dashboard that takes reports. */
export class DashboardClient {
  private constructor(
    /** Without a path. */
    readonly address: string,
    private readonly token: string,
  ) {}

  /**
   * The dashboard at an address `http://host:port`; the variable RNN_LAB_TOKEN has its token.
   *
   * @throws UsageError
   */
  static at(text: string): DashboardClient {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const isPlain = url && ['http:', 'https:'].includes(url.protocol) && url.href === `${url.origin}/`;
    // It isn't repeated: it may have a password.
    if (!isPlain) throw new UsageError('--report: it must be an address like http://host:3000.');
    const token = process.env.RNN_LAB_TOKEN;
    if (!token) throw new UsageError("--report: set the variable RNN_LAB_TOKEN to the dashboard's token.");
    return new DashboardClient(url.origin, token);
  }

  /**
   * Checks that the dashboard answers, knows the token, and takes reports.
   *
   * @throws UserError `dashboard-unusable`
   */
  async check(signal: AbortSignal): Promise<void> {
    try {
      const { accepted } = page.parse(await this.#answer('reports', { method: 'GET', signal }));
      if (!accepted)
        throw new UserError('reports-off', 'it takes no reports; start it with --accept-reports.', {});
    } catch (error) {
      signal.throwIfAborted();
      const { address } = this;
      const advice = error instanceof UserError ? '' : ' Start the dashboard, or correct --report.';
      throw new UserError(
        'dashboard-unusable',
        `The dashboard ${address} can't be used: ${reasonOf(error)}${advice}`,
        { address },
        { cause: error },
      );
    }
  }

  /**
   * Sends a piece of a run's file.
   *
   * @throws UserError with the dashboard's code and message if it refuses the piece; other errors if it can't be reached
   */
  async send(id: string, piece: ReportPiece, bytes: Uint8Array, signal: AbortSignal): Promise<ReportReceipt> {
    const query = new URLSearchParams(
      Object.entries(piece).map(([name, value]) => [name, `${value}`] as [string, string]),
    );
    const path = `runs/${encodeURIComponent(id)}/report?${query}`;
    return reportReceipt.parse(
      await this.#answer(path, { method: 'PUT', body: new Uint8Array(bytes), signal }),
    );
  }

  async #answer(
    path: string,
    { signal, ...request }: RequestInit & { signal: AbortSignal },
  ): Promise<unknown> {
    const limit = new AbortController();
    const abort = () => limit.abort(signal.reason);
    signal.addEventListener('abort', abort);
    const timer = setTimeout(() => limit.abort(new Error("it doesn't answer")), ANSWER_TIMEOUT);
    try {
      signal.throwIfAborted();
      const response = await fetch(`${this.address}/api/v1/${path}`, {
        ...request,
        headers: { Authorization: `Bearer ${this.token}` },
        // The token is for this address only.
        redirect: 'error',
        signal: limit.signal,
      });
      return await answerOf(response);
    } finally {
      clearTimeout(timer);
      // AbortSignal.any would keep a reference per request.
      signal.removeEventListener('abort', abort);
    }
  }
}

/** @throws UserError with the code and the message of a refusal */
async function answerOf(response: Response): Promise<unknown> {
  const answer = (await response.json().catch((error: Error) => {
    if (!(error instanceof SyntaxError)) throw error;
  })) as unknown;
  if (response.ok) return answer;
  const { data } = refused.safeParse(answer);
  const { code, values } = data?.details ?? { code: 'no-answer', values: {} };
  throw new UserError(code, data?.error ?? `it answers with status ${response.status}.`, values);
}

/** Why a request failed, as a sentence. */
export function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) return "it isn't a dashboard of this rnn-lab.";
  if (error instanceof UserError && error.code === 'not-signed-in') return "RNN_LAB_TOKEN isn't its token.";
  const { message, cause } = error as Error;
  const reason = cause instanceof Error && cause.message ? cause.message : message;
  return /[.!?]$/.test(reason) ? reason : `${reason}.`;
}
