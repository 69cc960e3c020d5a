import { decodeEvent, numberOf } from './event-proto';
import { scalarOf } from './scalar-tensor';
import { readTfRecords } from './tf-records';
import type { Event, SummaryValue } from './event-proto';

/** A value that a program has logged. */
export interface Scalar {
  tag: string;
  step: number;
  /** Unix milliseconds. */
  time: number;
  value: number;
}

export interface EventFile {
  path: string;
  /** In the file's order. */
  scalars: Scalar[];
  /** Number of other values: histograms, images, texts, hyperparameters… */
  others: number;
  /** Bytes at which damaged records begin; what follows them is read. */
  damagedAt: number[];
  /** Byte at which the intact part ends; null if it is the whole file. */
  endsAt: number | null;
}

/** TensorBoard's plugin for scalars. */
const SCALARS = 'scalars';
/** Milliseconds that a date can be from 1970. */
const MOST_TIME = 8.64e15;

/**
 * Reads the scalars of a TensorBoard event file. Never refuses its content: what is damaged is left out and reported.
 *
 * @throws a system error
 */
export function readEventFile(path: string): EventFile {
  const file: EventFile = { path, scalars: [], others: 0, damagedAt: [], endsAt: null };
  // Later values of a tag may leave out the plugin.
  const plugins = new Map<string, string>();
  const records = readTfRecords(path);
  for (;;) {
    const next = records.next();
    if (next.done) return { ...file, endsAt: next.value };
    const { offset, data } = next.value;
    const event = data && eventOf(data);
    if (event) addScalars(file, event, plugins);
    else file.damagedAt.push(offset);
  }
}

/** null if the bytes aren't an event with a time and a step. */
function eventOf(data: Uint8Array): (Event & { step: number }) | null {
  try {
    const event = decodeEvent(data);
    const step = numberOf(event.step);
    const isUsable = event.wallTime >= 0 && event.wallTime * 1000 <= MOST_TIME && Number.isSafeInteger(step);
    return isUsable ? { wallTime: event.wallTime, summary: event.summary, step } : null;
  } catch {
    return null;
  }
}

function addScalars(
  file: EventFile,
  { wallTime, step, summary }: Event & { step: number },
  plugins: Map<string, string>,
): void {
  for (const value of summary?.value ?? []) {
    const plugin = value.metadata?.pluginData?.pluginName;
    if (plugin) plugins.set(value.tag, plugin);
    const number = (plugins.get(value.tag) ?? SCALARS) === SCALARS ? numberIn(value) : undefined;
    if (number === undefined) file.others += 1;
    else file.scalars.push({ tag: value.tag, step, time: Math.round(wallTime * 1000), value: number });
  }
}

function numberIn(value: SummaryValue): number | undefined {
  if (Object.hasOwn(value, 'simpleValue')) return value.simpleValue;
  return value.tensor ? scalarOf(value.tensor) : undefined;
}
