import { basename, dirname, resolve } from 'node:path';
import { NO_ANNOTATIONS } from './annotations';
import { dataSummary } from './data-summary';
import { listRunDirectories } from './directories';
import { detailsOf, isMissing, lineError, longLineError, outputError, readError } from './errors';
import {
  ANNOTATIONS_FILE,
  DATA_FILE,
  fileOfModel,
  HISTOGRAMS_FILE,
  MEMORY_FILE,
  METRICS_FILE,
  MODEL_CARD_FILE,
  MODEL_FOLDER,
  predictionsFile,
  PREPROCESSING_FILE,
  RUN_FILE,
  VOCABULARY_FILE,
} from './files';
import { LINE_BYTES } from './file-lines';
import { parseHistogramLine } from './histograms';
import { LARGE_JSON, readJson, SMALL_JSON } from './json-file';
import { isLive } from './liveness';
import { openInRun, readInRun } from './open-file';
import { parseMetricLine, parsePredictionLine } from './lines';
import { PredictionsFormat } from './prediction-format';
import { memory } from './memory';
import { preprocessing, vocabulary } from './preprocessing';
import { annotationsFile, runFile } from './run-file';
import type { DataSummary } from './data-summary';
import type { RunsError } from './errors';
import type { ModelFolder } from './files';
import type { HistogramLine } from './histograms';
import type { MetricLine, Prediction, PredictionLine } from './lines';
import type { Memory } from './memory';
import type { Preprocessing } from './preprocessing';
import type { Split } from './names';
import type { Annotations, ErrorDetails, RunFile } from './run-file';

/** Folders read concurrently, well below the usual limit of open files. */
const AT_A_TIME = 64;
/** Bytes of metrics.jsonl per page, unless the caller wants less. */
const PAGE_BYTES = 1 << 22;

/** run.json as a reader gets it: `stopped` if it says `running`, but no process writes the run. */
export type Run = Omit<RunFile, 'status'> & { status: RunFile['status'] | 'stopped' };

export interface RunEntry {
  /** The folder's name. */
  id: string;
  /** Absolute. */
  directory: string;
  /** null if run.json can't be read. */
  run: Run | null;
  annotations: Annotations;
  /** What is wrong with the folder; null if nothing is. */
  problem: string | null;
  /** The code and values of `problem`. */
  problemDetails: ErrorDetails | null;
}

export interface MetricsPage {
  lines: MetricLine[];
  /** Number of invalid lines in the page, which `lines` leaves out. */
  unreadableLines: number;
  /** Byte at which the page begins. If it is below the requested byte, the file was cut: discard what was read from there on. */
  fromByte: number;
  /** Byte at which the next page begins; pass it with `resumes`. */
  nextByte: number;
  /** Number of resumes that `lines` accounts for. */
  resumes: number;
}

/**
 * All runs in a folder, newest first, broken ones last. Empty if the folder is missing.
 *
 * @throws RunsError `unreadable-folder` if `runsDir` isn't a folder or can't be read
 */
export async function listRuns(runsDir: string): Promise<RunEntry[]> {
  const directories = await listRunDirectories(runsDir);
  const entries: RunEntry[] = [];
  for (let i = 0; i < directories.length; i += AT_A_TIME) {
    entries.push(...(await Promise.all(directories.slice(i, i + AT_A_TIME).map(readRun))));
  }
  return entries.sort((a, b) => startOf(b) - startOf(a));
}

/** Reads a run. Never rejects: `problem` reports what is wrong. */
export async function readRun(directory: string): Promise<RunEntry> {
  const id = basename(resolve(directory));
  const [run, annotations] = await Promise.allSettled([
    readStatus(directory),
    readJson(directory, ANNOTATIONS_FILE, annotationsFile, { whenMissing: NO_ANNOTATIONS }),
  ]);
  const failure = [run, annotations].find((result) => result.status === 'rejected')?.reason as
    RunsError | undefined;
  return {
    id,
    directory: resolve(directory),
    run: run.status === 'fulfilled' ? { ...run.value, id } : null,
    annotations: annotations.status === 'fulfilled' ? annotations.value : NO_ANNOTATIONS,
    problem: failure?.message ?? null,
    problemDetails: failure ? detailsOf(failure) : null,
  };
}

/**
 * Reads a run.json under any name, for example a copy of one.
 *
 * @throws RunsError `missing-file`, or another code if the file is broken
 */
export function readRunFile(path: string): Promise<RunFile> {
  return readJson(dirname(resolve(path)), basename(path), runFile);
}

/**
 * Reads a page of metrics.jsonl from a byte on (continue from `nextByte`), without a last line that is still being
 * written. If a resume has cut the file below that byte since the caller's last page (`resumes`), the page begins at the
 * cut. Empty if the file is missing.
 *
 * @param atMost bytes; a longer line is a page of its own
 * @throws RunsError `unreadable-file`, `linked-file`, `special-file`, `line-too-long`
 */
export async function readMetrics(
  directory: string,
  { fromByte = 0, resumes }: { fromByte?: number; resumes?: number } = {},
  atMost = PAGE_BYTES,
): Promise<MetricsPage> {
  const known = resumes ?? (await readResumes(directory)).length;
  const page = await readLines(directory, fromByte, atMost);
  // Read after the lines, because a resume cuts the file, then records that in run.json, then appends.
  const newer = (await readResumes(directory)).slice(known);
  if (newer.length === 0) return { ...page, resumes: known };
  const cutTo = Math.min(fromByte, ...newer.map(({ bytes }) => bytes));
  return readMetrics(directory, { fromByte: cutTo, resumes: known + newer.length }, atMost);
}

/**
 * Reads predictions/<split>.jsonl row by row. Empty if the file is missing.
 *
 * @param output of a model with several, by its name
 * @throws RunsError `no-output` if the file's model has no such output; `unreadable-file`, `linked-file`, `special-file`, or `invalid-line`: the file is published atomically, so
 *   an invalid line, or one that is too long, means later damage. A line is also invalid if it differs from the others in
 *   outputs, kind or number of classes, its label isn't a class, or its probabilities aren't finite or don't sum to 1.
 */
export async function* readPredictions(
  directory: string,
  split: Split,
  output?: string,
): AsyncGenerator<Prediction> {
  const file = predictionsFile(split);
  try {
    const format = new PredictionsFormat((await readRun(directory)).run ?? undefined);
    let number = 0;
    // The stream closes the file at its end, or when the loop is left.
    const stream = (await openInRun(directory, file)).createReadStream({ encoding: 'utf8' });
    for await (const line of linesOf(stream)) {
      number++;
      if (line === '') continue;
      const read = parsePredictionLine(line);
      if (!read || !format.accepts(read)) throw lineError(file, number);
      yield ofOutput(read, output, file);
    }
  } catch (error) {
    if (!isMissing(error)) throw readError(file, error);
  }
}

/**
 * Reads histograms.jsonl line by line, at most 256 MiB, without lines that aren't valid, such as a last one that is still
 * being written. Empty if the file is missing.
 *
 * @throws RunsError `unreadable-file`, `linked-file`, `special-file`
 */
export async function* readHistograms(directory: string): AsyncGenerator<HistogramLine> {
  try {
    // The stream closes the file at its end, or when the loop is left.
    const handle = await openInRun(directory, HISTOGRAMS_FILE);
    const stream = handle.createReadStream({ encoding: 'utf8', end: LARGE_JSON - 1 });
    for await (const text of linesOf(stream)) {
      const line = parseHistogramLine(text);
      if (line) yield line;
    }
  } catch (error) {
    if (!isMissing(error)) throw readError(HISTOGRAMS_FILE, error);
  }
}

/** A line's prediction by one output, as if the model had no other. */
function ofOutput(line: PredictionLine, output: string | undefined, file: string): Prediction {
  if (!('outputs' in line)) {
    if (output === undefined) return line;
    throw outputError(file, output, []);
  }
  const { outputs, ...row } = line;
  if (output === undefined || !Object.hasOwn(outputs, output)) {
    throw outputError(file, output, Object.keys(outputs));
  }
  return { ...row, ...outputs[output] } as Prediction;
}

/**
 * Reads preprocessing.json in the model's folder.
 *
 * @throws RunsError `missing-file`, or another code if the file is broken
 */
export function readPreprocessing(
  directory: string,
  folder: ModelFolder = MODEL_FOLDER,
): Promise<Preprocessing> {
  return readJson(directory, fileOfModel(PREPROCESSING_FILE, folder), preprocessing);
}

/**
 * Reads vocabulary.json in the model's folder: the words in the order of their ranks, from 1.
 *
 * @throws RunsError like `readPreprocessing`
 */
export function readVocabulary(directory: string, folder: ModelFolder = MODEL_FOLDER): Promise<string[]> {
  return readJson(directory, fileOfModel(VOCABULARY_FILE, folder), vocabulary, { atMost: LARGE_JSON });
}

/**
 * Reads memory.json; null if the run has none.
 *
 * @throws RunsError if the file is broken
 */
export function readMemory(directory: string): Promise<Memory | null> {
  return readJson(directory, MEMORY_FILE, memory.nullable(), { whenMissing: null });
}

/**
 * Reads data.json.
 *
 * @returns null if the run is older than that file, or has loaded no data yet
 * @throws RunsError if the file is broken
 */
export function readData(directory: string): Promise<DataSummary | null> {
  return readJson(directory, DATA_FILE, dataSummary.nullable(), { whenMissing: null });
}

/**
 * Reads model/README.md, the model card; null if there is none, as of a run that isn't finished.
 *
 * @throws RunsError if it can't be read
 */
export async function readModelCard(directory: string): Promise<string | null> {
  try {
    return (await readInRun(directory, MODEL_CARD_FILE, SMALL_JSON)).toString();
  } catch (error) {
    if (isMissing(error)) return null;
    throw readError(MODEL_CARD_FILE, error);
  }
}

function startOf({ run }: RunEntry): number {
  return run ? Date.parse(run.startedAt) : 0;
}

async function readStatus(directory: string): Promise<Run> {
  const run = await readJson(directory, RUN_FILE, runFile);
  if (run.status !== 'running' || (await isLive(directory))) return run;
  // It may have ended in between: its writer writes run.json, then releases the lock.
  const now = await readJson(directory, RUN_FILE, runFile);
  return { ...now, status: now.status === 'running' ? 'stopped' : now.status };
}

async function readResumes(directory: string): Promise<RunFile['resumes']> {
  return (await readRun(directory)).run?.resumes ?? [];
}

async function readLines(
  directory: string,
  fromByte: number,
  atMost: number,
): Promise<Omit<MetricsPage, 'resumes'>> {
  try {
    const handle = await openInRun(directory, METRICS_FILE);
    try {
      const { size } = await handle.stat();
      const start = fromByte <= size ? fromByte : 0;
      const length = Math.min(size - start, atMost);
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, start);
      const end = buffer.subarray(0, bytesRead).lastIndexOf('\n') + 1;
      // A line longer than a page is invalid, but the lines after it may be valid.
      if (end === 0 && length === LINE_BYTES) throw longLineError(METRICS_FILE, start, LINE_BYTES);
      if (end === 0 && length === atMost) return await readLines(directory, start, 2 * atMost);
      const texts = buffer.toString('utf8', 0, end).split('\n').slice(0, -1);
      const lines = texts.map(parseMetricLine).filter((line) => line !== null);
      return { lines, unreadableLines: texts.length - lines.length, fromByte: start, nextByte: start + end };
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (isMissing(error)) return { lines: [], unreadableLines: 0, fromByte: 0, nextByte: 0 };
    throw readError(METRICS_FILE, error);
  }
}

// Not node:readline: it also breaks lines at U+2028 and U+2029, which occur in reviews.
async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of chunks) {
    const lines = chunk.split('\n');
    lines[0] = rest + lines[0];
    rest = lines.pop() ?? '';
    yield* lines;
    // No line; what follows is not read.
    if (rest.length > LINE_BYTES) break;
  }
  yield rest;
}
