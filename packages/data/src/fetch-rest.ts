import { open, rm } from 'node:fs/promises';
import { isNativeError } from 'node:util/types';

import { authorization, printable } from './address';
import { DataError } from './errors';
import type { OfficialFile } from './files';

export interface Source {
  official: OfficialFile;
  /** The official address, or the mirror's. */
  address: string;
  onProgress(bytes: number): void;
  signal?: AbortSignal;
  patience: Patience;
}

/** How long to keep trying on a bad connection. It bounds the time of a whole download at any speed. */
export interface Patience {
  /** Bytes that an attempt must add to count as progress. */
  progressBytes: number;
  /** Attempts in a row without progress, until the download fails. */
  attempts: number;
  /** Pause before the second attempt; doubled before each later one, until there is progress. */
  pauseMs: number;
  /** An attempt ends if it receives fewer than `progressBytes` in this time. */
  stallMs: number;
}

/** A connection of 1 kB/s is slow; a slower one is broken. */
export const PATIENCE: Patience = { progressBytes: 30_000, attempts: 4, pauseMs: 500, stallMs: 30_000 };

/** A failed attempt that is worth repeating. */
export class Interruption extends Error {
  /** @param retryAfterMs the pause that the server asks for, in milliseconds */
  constructor(
    message: string,
    readonly retryAfterMs = 0,
  ) {
    super(message);
  }
}

/** Milliseconds; a server that asks for a longer pause is not waited for. */
const LONGEST_PAUSE = 300_000;

/** Of a Retry-After header: seconds, or a date. */
function retryAfterMs(header: string | null): number {
  if (header === null) return 0;
  const wait = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Math.max(0, wait || 0);
}

/** The address serves another file than the official one. */
export class WrongFile extends DataError {
  constructor({ official, address }: Source, difference: string) {
    super(
      'wrong-file',
      `${printable(address)} serves another file than the official ${official.path} (${difference}): ` +
        'choose another mirror, or put the file into the data folder.',
      { file: official.path, address: printable(address), difference },
    );
  }
}

/** The address can't be reached, or has no such file. */
export class Unavailable extends DataError {
  constructor(
    { official, address }: Source,
    readonly reason: string,
  ) {
    super(
      'file-unavailable',
      `${official.path} is missing and can't be downloaded from ${printable(address)} (${reason}): ` +
        'connect to the network, or put the file into the data folder.',
      { file: official.path, address: printable(address), reason },
    );
  }
}

/**
 * One attempt: requests the missing bytes and appends them to the part.
 *
 * @param part the unfinished file
 * @param have its size in bytes
 * @throws Interruption; DataError; the signal's reason; the file system's errors
 */
export async function fetchRest(source: Source, part: string, have: number): Promise<void> {
  const stall = new AbortController();
  const { stallMs, progressBytes } = source.patience;
  let received = 0;
  const timer = setTimeout(() => {
    const what = received === 0 ? 'no data' : `${received} bytes`;
    stall.abort(new Interruption(`${what} in ${stallMs / 1000} s`));
  }, stallMs);
  const onData = (bytes: number) => {
    received += bytes;
    if (received < progressBytes) {
      return;
    }
    received = 0;
    timer.refresh();
  };
  const signal = source.signal ? AbortSignal.any([source.signal, stall.signal]) : stall.signal;
  try {
    const response = await fetch(printable(source.address), {
      // A range of compressed bytes would not continue the part.
      headers: {
        'accept-encoding': 'identity',
        ...authorization(source.address),
        ...(have > 0 && { range: `bytes=${have}-` }),
      },
      signal,
    });
    const start = await startOfBody(response, source, part, have);
    await append(response, part, start, source, onData);
  } catch (error) {
    signal.throwIfAborted();
    throw isNetworkError(error) ? new Interruption(reasonOf(error)) : error;
  } finally {
    clearTimeout(timer);
    stall.abort();
  }
}

/** The offset in the file at which the response's body begins: 0, or the part's size. */
async function startOfBody(response: Response, source: Source, part: string, have: number): Promise<number> {
  const { bytes } = source.official;
  const { status, headers } = response;
  if (status === 200) {
    const length = headers.get('content-length');
    if (length !== null && Number(length) !== bytes) {
      throw new WrongFile(source, `${length} bytes instead of ${bytes}`);
    }
    return 0;
  }
  if (status === 206 && headers.get('content-range') === `bytes ${have}-${bytes - 1}/${bytes}`) {
    return have;
  }
  if (status === 206 || status === 416) {
    await rm(part, { force: true });
    throw new Interruption(`it can't resume at byte ${have}`);
  }
  if (status >= 500 || status === 408 || status === 429) {
    const wait = retryAfterMs(headers.get('retry-after'));
    if (wait > LONGEST_PAUSE) {
      const seconds = Math.ceil(wait / 1000);
      throw new Unavailable(source, `HTTP status ${status}, and to be asked again after ${seconds} s`);
    }
    throw new Interruption(`HTTP status ${status}`, wait);
  }
  throw new Unavailable(source, `HTTP status ${status}`);
}

async function append(
  response: Response,
  part: string,
  start: number,
  source: Source,
  onData: (bytes: number) => void,
): Promise<void> {
  const { bytes } = source.official;
  const file = await open(part, start === 0 ? 'w' : 'a');
  try {
    let have = start;
    for await (const chunk of response.body ?? []) {
      onData(chunk.length);
      have += chunk.length;
      if (have > bytes) {
        throw new WrongFile(source, `more than ${bytes} bytes`);
      }
      await file.writeFile(chunk);
      source.onProgress(have);
    }
    if (have < bytes) {
      throw new Interruption(`it ended after ${have} of ${bytes} bytes`);
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

/** `fetch` reports network failures as a TypeError whose cause is the reason. */
function isNetworkError(error: unknown): error is TypeError {
  return isNativeError(error) && error.name === 'TypeError' && error.cause !== undefined;
}

function reasonOf(error: TypeError): string {
  const cause = error.cause as NodeJS.ErrnoException | undefined;
  return cause?.message || cause?.code || error.message;
}
