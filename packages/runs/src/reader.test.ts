import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { options, temporaryFolder } from '../test/options';
import {
  createRun,
  listRuns,
  readMetrics,
  readPredictions,
  readPreprocessing,
  readRun,
  readVocabulary,
} from './index';
import type { MetricLine, MetricsPage, Prediction, RunFile } from './index';

const folder = temporaryFolder();

async function finishedRun(runsDir: string): Promise<string> {
  const run = await createRun(options(runsDir));
  for (let step = 1; step <= 10; step++)
    run.step({ step, epoch: 1, t: step / 10, loss: step === 5 ? NaN : 1 / step });
  run.epoch({ split: 'validation', step: 10, epoch: 1, t: 1, loss: 0.5, accuracy: 0.8 });
  await run.writePredictions('test', [
    { index: 0, text: '최고\u2028"의" 영화', tokens: ['최고', null, '영화'], label: 1, probability: 0.9 },
    { index: 1, text: '별로', tokens: ['별로'], label: 0, probability: NaN },
  ]);
  await run.writePredictions('train', [
    { index: 0, time: 1, target: 2, output: 2.5, baselines: { persistence: 1.5 } },
    { index: 1, time: '1974-02', target: 3, output: -Infinity },
  ]);
  run.finish({ results: { test: { loss: 0.5, accuracy: 0.8 } } });
  return run.directory;
}

async function predictions(directory: string): Promise<Prediction[]> {
  const rows: Prediction[] = [];
  for await (const row of readPredictions(directory, 'test')) rows.push(row);
  return rows;
}

function after({ nextByte, resumes }: MetricsPage) {
  return { fromByte: nextByte, resumes };
}

function edit(directory: string, change: (run: RunFile) => Partial<Record<keyof RunFile, unknown>>): void {
  const file = join(directory, 'run.json');
  const run = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...run, ...change(run) }));
}

describe('listRuns', () => {
  it('is empty for a missing folder, and refuses a file', async () => {
    expect(await listRuns(join(folder, 'missing'))).toEqual([]);
    writeFileSync(join(folder, 'file'), '');
    await expect(listRuns(join(folder, 'file'))).rejects.toThrow(
      `Can't read the runs folder ${join(folder, 'file')}: a part of its path is a file`,
    );
  });

  it('lists the newest first, broken folders last, and no files or hidden folders', async () => {
    const runsDir = join(folder, 'list');
    const older = await finishedRun(runsDir);
    edit(older, () => ({ startedAt: '2020-01-01T00:00:00.000Z' }));
    const newer = await finishedRun(runsDir);
    mkdirSync(join(runsDir, 'broken'));
    mkdirSync(join(runsDir, '.trash/deleted'), { recursive: true });
    writeFileSync(join(runsDir, 'README'), 'not a run');
    const entries = await listRuns(runsDir);
    expect(entries.map(({ directory }) => directory)).toEqual([newer, older, join(runsDir, 'broken')]);
    expect(entries.map(({ problem }) => problem)).toEqual([null, null, 'run.json is missing.']);
  });
});

describe('readRun', () => {
  it('takes the folder’s name as the id, so that a copy is another run', async () => {
    const directory = await finishedRun(join(folder, 'copied'));
    const copy = join(folder, 'copied', 'the copy');
    cpSync(directory, copy, { recursive: true });
    expect(await readRun(copy)).toMatchObject({
      id: 'the copy',
      run: { id: 'the copy', status: 'finished' },
    });
  });

  it('ignores unknown fields, and fills in those that an older version lacks', async () => {
    const directory = join(folder, 'older', 'nsmc-1');
    mkdirSync(directory, { recursive: true });
    const run = {
      schemaVersion: 0,
      experiment: 'nsmc',
      status: 'failed',
      startedAt: '2020-01-01T00:00:00Z',
      mood: 1,
    };
    writeFileSync(join(directory, 'run.json'), JSON.stringify(run));
    expect(await readRun(directory)).toMatchObject({
      problem: null,
      run: {
        id: 'nsmc-1',
        schemaVersion: 0,
        status: 'failed',
        params: {},
        results: {},
        model: null,
        summary: {},
        metricInfo: {},
      },
      annotations: { tags: [], notes: '', archived: false },
    });
  });

  it('reads any metric, and leaves out what is none', async () => {
    const directory = await finishedRun(join(folder, 'open'));
    const long = 'x'.repeat(101);
    const rubbish = `"__proto__": 1, "toString": 2, "${long}": 3, "step": 4, "note": "high", "list": [1], "none": null`;
    const file = join(directory, 'run.json');
    const run = JSON.parse(readFileSync(file, 'utf8'));
    const text = JSON.stringify({ ...run, results: 0, reference: 1, baselines: 2, summary: 3, metricInfo: 4 })
      .replace('"results":0', `"results":{"test":{"top.5/k":0.9,"auc":"NaN","big":1e999,${rubbish}}}`)
      .replace('"reference":1', `"reference":{"test":{"f1":0.8,${rubbish}},"secondsPerEpoch":3}`)
      .replace('"baselines":2', `"baselines":{"naive":{"holdout":{"mape":12,${rubbish}}}}`)
      .replace(
        '"summary":3',
        '"summary":{"test.top.5/k":{"last":0.9,"spark":[0.9]},"loss":1,"test.__proto__":2,"best.f1":3}',
      )
      .replace(
        '"metricInfo":4',
        `"metricInfo":{"top.5/k":{"better":"higher","unit":"%"},"f1":{"better":"up","unit":7},"mape":5,"__proto__":{"better":"lower"}}`,
      );
    writeFileSync(file, text);
    const read = await readRun(directory);
    expect(read.problem).toBeNull();
    expect(read.run?.results).toEqual({ test: { 'top.5/k': 0.9, auc: NaN } });
    expect(read.run?.reference).toEqual({ test: { f1: 0.8 }, secondsPerEpoch: 3 });
    expect(read.run?.baselines).toEqual({ naive: { holdout: { mape: 12 } } });
    expect(read.run?.summary).toEqual({ 'test.top.5/k': { last: 0.9, spark: [0.9] } });
    expect(read.run?.metricInfo).toEqual({
      'top.5/k': { better: 'higher', unit: '%' },
      f1: {},
      mape: {},
    });
  });

  it.each([
    ['', 'run.json is not valid JSON: it is empty.', 'empty-file'],
    ['{"schemaVersion":1,', 'run.json is not valid JSON.', 'no-json'],
    ['[]', 'run.json is invalid: expected object, received array.', 'invalid-file'],
    [
      '{"status":"finished","startedAt":"2020-01-01T00:00:00Z"}',
      /"experiment".*expected string/,
      'invalid-file',
    ],
    ['{"experiment":"nsmc","status":"finished","startedAt":"yesterday"}', /"startedAt"/, 'invalid-file'],
    [
      '{"experiment":"nsmc","status":"asleep","startedAt":"2020-01-01T00:00:00Z"}',
      /"status".*"running"/,
      'invalid-file',
    ],
  ])('reports what is wrong with %j', async (text, problem, code) => {
    const directory = join(folder, 'wrong');
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, 'run.json'), text);
    expect(await readRun(directory)).toEqual({
      id: 'wrong',
      directory,
      run: null,
      annotations: { tags: [], notes: '', archived: false },
      problem: expect.stringMatching(problem),
      problemDetails: { code, values: expect.objectContaining({ file: 'run.json' }) },
    });
  });

  it('still reads the run if annotations.json is broken', async () => {
    const directory = await finishedRun(join(folder, 'annotations'));
    writeFileSync(join(directory, 'annotations.json'), '{"tags": "one"}');
    const entry = await readRun(directory);
    expect(entry.run?.status).toBe('finished');
    expect(entry.annotations).toEqual({ tags: [], notes: '', archived: false });
    expect(entry.problem).toMatch(/^annotations.json is invalid at "tags"/);
    expect(entry.problemDetails).toEqual({
      code: 'invalid-file',
      values: { file: 'annotations.json', path: 'tags', expected: 'array' },
    });
  });
});

describe('readMetrics', () => {
  it('continues from a byte, and leaves an incomplete last line for the next page', async () => {
    const directory = await finishedRun(join(folder, 'metrics'));
    const file = join(directory, 'metrics.jsonl');
    const bytes = readFileSync(file);
    const all = await readMetrics(directory);
    expect(all.lines).toHaveLength(11);
    expect(all.lines[4]).toMatchObject({ kind: 'step', split: 'train', step: 5, loss: NaN });

    await fc.assert(
      fc.asyncProperty(fc.nat({ max: bytes.length }), async (length) => {
        writeFileSync(file, bytes.subarray(0, length));
        const first = await readMetrics(directory);
        writeFileSync(file, bytes);
        const rest = await readMetrics(directory, after(first));
        expect([...first.lines, ...rest.lines]).toEqual(all.lines);
        expect(rest).toMatchObject({ fromByte: first.nextByte, nextByte: bytes.length });
      }),
    );
  });

  it('returns any metric of a line, without its other fields', async () => {
    const directory = await finishedRun(join(folder, 'open-lines'));
    const place = '"kind":"epoch","split":"test","step":1,"epoch":1,"t":1,"time":1';
    const lines = [
      `{${place},"top.5/k":0.9,"auc":"Infinity","note":"high","__proto__":1,"hasOwnProperty":2,"nested":{"loss":1}}`,
      `{${place},"loss":"high"}`,
      `{${place}}`,
      `{${place.replace('1', '"one"')},"loss":1}`,
      '[1]',
      'null',
    ];
    writeFileSync(join(directory, 'metrics.jsonl'), lines.map((line) => `${line}\n`).join(''));
    const page = await readMetrics(directory);
    expect(page.lines).toEqual([
      { kind: 'epoch', split: 'test', step: 1, epoch: 1, t: 1, time: 1, 'top.5/k': 0.9, auc: Infinity },
    ]);
    expect(Object.keys(page.lines[0])).toHaveLength(8);
    expect(page.unreadableLines).toBe(5);
  });

  it('begins at the resume if it cut the file below the byte', async () => {
    const directory = await finishedRun(join(folder, 'resumed'));
    const file = join(directory, 'metrics.jsonl');
    const text = readFileSync(file, 'utf8');
    const kept = text.split('\n').slice(0, 4).join('\n') + '\n';
    const before = await readMetrics(directory);

    truncateSync(file, kept.length);
    edit(directory, () => ({ resumes: [{ at: new Date().toISOString(), step: 4, bytes: kept.length }] }));
    // The resumed run has already written more lines than were cut.
    const again: Partial<MetricLine>[] = Array.from({ length: 20 }, (_, i) => ({
      ...before.lines[3],
      step: 5 + i,
      loss: 9,
    }));
    writeFileSync(file, kept + again.map((line) => `${JSON.stringify(line)}\n`).join(''));

    const resumed = await readMetrics(directory, after(before));
    expect(resumed).toMatchObject({ fromByte: kept.length, resumes: 1 });
    expect(resumed.lines).toEqual(again);
    expect((await readMetrics(directory, after(resumed))).lines).toEqual([]);
    expect((await readMetrics(directory)).lines).toHaveLength(24);
  });

  it('returns smaller pages on request, and a longer line as a page of its own', async () => {
    const run = await createRun(options(folder));
    for (let step = 1; step <= 100; step++) run.step({ step, epoch: 1, t: step, loss: 1 });
    run.interrupt();
    const metrics = Array.from({ length: 200 }, (_, i) => `"m${i}":1`);
    const long = `{"kind":"step","split":"train","step":101,"epoch":1,"t":1,"time":1,${metrics.join()}}\n`;
    appendFileSync(join(run.directory, 'metrics.jsonl'), long);
    const steps: unknown[] = [];
    let page = await readMetrics(run.directory, {}, 512);
    for (; page.nextByte > page.fromByte; page = await readMetrics(run.directory, after(page), 512)) {
      if (page.lines[0].step <= 100) expect(page.nextByte - page.fromByte).toBeLessThanOrEqual(512);
      steps.push(...page.lines.map(({ step }) => step));
    }
    expect(steps).toEqual(Array.from({ length: 101 }, (_, i) => i + 1));
  });

  it('returns a long file in pages, and skips a line that is longer than a page', async () => {
    const directory = await finishedRun(join(folder, 'long'));
    const file = join(directory, 'metrics.jsonl');
    const { lines } = await readMetrics(directory);
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, `${text.repeat(5000)}${'x'.repeat(5 << 20)}\n${text}`);
    let page = await readMetrics(directory);
    let count = 0;
    let pages = 0;
    for (; page.nextByte > page.fromByte; pages++) {
      count += page.lines.length;
      page = await readMetrics(directory, after(page));
    }
    expect(count).toBe(5001 * lines.length);
    expect(pages).toBeGreaterThan(2);
  });

  it('begins again if the file has become shorter', async () => {
    const directory = await finishedRun(join(folder, 'shorter'));
    const before = await readMetrics(directory);
    const file = join(directory, 'metrics.jsonl');
    writeFileSync(file, readFileSync(file, 'utf8').split('\n').slice(0, 2).join('\n') + '\n');
    expect(await readMetrics(directory, after(before))).toMatchObject({
      fromByte: 0,
      lines: before.lines.slice(0, 2),
    });
  });

  it('is empty for a missing file, and refuses a folder', async () => {
    const directory = await finishedRun(join(folder, 'without'));
    rmSync(join(directory, 'metrics.jsonl'));
    expect(await readMetrics(directory)).toEqual({
      lines: [],
      unreadableLines: 0,
      fromByte: 0,
      nextByte: 0,
      resumes: 0,
    });
    mkdirSync(join(directory, 'metrics.jsonl'));
    await expect(readMetrics(directory)).rejects.toThrow(
      "metrics.jsonl can't be read: it is a folder, not a file.",
    );
  });
});

describe('readPredictions', () => {
  it('returns the written rows', async () => {
    const directory = await finishedRun(join(folder, 'predictions'));
    expect(await predictions(directory)).toEqual([
      { index: 0, text: '최고\u2028"의" 영화', tokens: ['최고', null, '영화'], label: 1, probability: 0.9 },
      { index: 1, text: '별로', tokens: ['별로'], label: 0, probability: NaN },
    ]);
    const series: Prediction[] = [];
    for await (const row of readPredictions(directory, 'train')) series.push(row);
    expect(series).toEqual([
      { index: 0, time: 1, target: 2, output: 2.5, baselines: { persistence: 1.5 } },
      { index: 1, time: '1974-02', target: 3, output: -Infinity },
    ]);
    rmSync(join(directory, 'predictions'), { recursive: true });
    expect(await predictions(directory)).toEqual([]);
  });

  it('names the damaged line', async () => {
    const directory = await finishedRun(join(folder, 'damaged'));
    appendFileSync(join(directory, 'predictions/test.jsonl'), '{"index":2\n');
    await expect(predictions(directory)).rejects.toThrow(
      'Line 3 of predictions/test.jsonl is damaged; put back a copy of the file or train again.',
    );
  });
});

describe('preprocessing and vocabulary', () => {
  it('are read as they were written; a missing file is named', async () => {
    const run = await createRun(options(join(folder, 'predict')));
    await expect(readPreprocessing(run.directory)).rejects.toThrow('model/preprocessing.json is missing.');
    const preprocessing = {
      schemaVersion: 2,
      kind: 'text',
      members: null,
      cleaning: 'korean',
      analyzer: 'mecab-ko',
      tokenForm: 'surface',
      stopwords: ['의', '가'],
      numWords: 35_000,
      maxLength: 30,
      indexFrom: null,
      startIndex: null,
      oovIndex: null,
      scaling: null,
      columns: null,
      clip: null,
      frequency: null,
      end: null,
    } as const;
    run.writePreprocessing(preprocessing);
    run.writeVocabulary(['영화', '재미']);
    run.interrupt();
    expect(await readPreprocessing(run.directory)).toEqual(preprocessing);
    expect(await readVocabulary(run.directory)).toEqual(['영화', '재미']);
  });

  it('are also those of the model that the hold-out was forecast with', async () => {
    const run = await createRun(options(join(folder, 'holdout')));
    const scalingOf = (mean: number) => ({ kind: 'series', scaling: { mean, deviation: 2 } }) as const;
    const artifacts = { modelTopology: {}, weightSpecs: [], weightData: new ArrayBuffer(0) };
    run.writePreprocessing(scalingOf(1));
    await run.saveModel(artifacts);
    await expect(readPreprocessing(run.directory, 'model/holdout')).rejects.toThrow(
      'model/holdout/preprocessing.json is missing.',
    );
    await run.saveHoldoutModel(artifacts);
    run.writePreprocessing(scalingOf(3), 'model/holdout');
    run.interrupt();
    expect(await readPreprocessing(run.directory)).toMatchObject(scalingOf(1));
    expect(await readPreprocessing(run.directory, 'model/holdout')).toMatchObject(scalingOf(3));
    expect(readdirSync(join(run.directory, 'model/holdout')).sort()).toEqual([
      'model.json',
      'preprocessing.json',
      'weights.bin',
    ]);
  });

  it('have null for every omitted field', async () => {
    const run = await createRun(options(join(folder, 'series')));
    run.writePreprocessing({
      kind: 'series',
      maxLength: 7,
      scaling: { mean: 1, deviation: 2 },
      columns: ['sales'],
    });
    run.interrupt();
    expect(JSON.parse(readFileSync(join(run.directory, 'model/preprocessing.json'), 'utf8'))).toEqual({
      schemaVersion: 2,
      kind: 'series',
      members: null,
      cleaning: null,
      analyzer: null,
      tokenForm: null,
      stopwords: null,
      numWords: null,
      maxLength: 7,
      indexFrom: null,
      startIndex: null,
      oovIndex: null,
      scaling: { mean: 1, deviation: 2 },
      columns: ['sales'],
      clip: null,
      frequency: null,
      end: null,
    });
  });

  it.each([
    ['surface', 'surface'],
    ['stem', 'lemma'],
  ])('are read under the current name and value: units %s is tokenForm %s', async (units, tokenForm) => {
    const run = await createRun({ ...options(join(folder, units)), params: { units, epochs: 2 } });
    run.writePreprocessing({ kind: 'text' });
    run.interrupt();
    const older = { kind: 'text', cleaning: 'korean', analyzer: 'mecab-ko', units, stopwords: [] };
    writeFileSync(join(run.directory, 'model/preprocessing.json'), JSON.stringify(older));
    const read = await readPreprocessing(run.directory);
    expect(read).toMatchObject({ cleaning: 'korean', tokenForm });
    expect(read).not.toHaveProperty('units');
    expect((await readRun(run.directory)).run?.params).toEqual({ tokenForm, epochs: 2 });
  });

  it('reads the engine under its current name: onnx is cpu', async () => {
    const engineOf = async (engine: string) => {
      const run = await createRun({ ...options(join(folder, engine)), engine });
      run.interrupt();
      expect(JSON.parse(readFileSync(join(run.directory, 'run.json'), 'utf8'))).toMatchObject({ engine });
      return (await readRun(run.directory)).run?.engine;
    };
    expect(await engineOf('onnx')).toBe('cpu');
    expect(await engineOf('tfjs')).toBe('tfjs');
  });

  it('keep units that are the size of a layer', async () => {
    const run = await createRun({ ...options(join(folder, 'layer')), params: { units: 100 } });
    run.interrupt();
    expect((await readRun(run.directory)).run?.params).toEqual({ units: 100 });
  });
});

describe('files with any content', () => {
  async function readAll(directory: string): Promise<void> {
    const entry = await readRun(directory);
    expect(entry.run === null ? entry.problem : '').toEqual(expect.any(String));
    await readMetrics(directory);
    try {
      await predictions(directory);
    } catch (error) {
      expect((error as Error).message).toMatch(/^Line \d+ of predictions\/test\.jsonl is damaged; /);
    }
  }

  it('are read or refused with a message', async () => {
    const directory = await finishedRun(join(folder, 'anything'));
    const files = ['run.json', 'annotations.json', 'metrics.jsonl', 'predictions/test.jsonl'];
    const originals = files.map((file) => readFileSync(join(directory, file)));
    const damage = fc.oneof(
      fc.uint8Array({ maxLength: 300 }).map((bytes) => () => Buffer.from(bytes)),
      fc.json().map((json) => () => Buffer.from(json)),
      fc.nat().map((at) => (original: Buffer) => original.subarray(0, at % (original.length + 1))),
      fc
        .tuple(fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 20 }))
        .map(([at, bytes]) => (original: Buffer) => {
          const start = at % (original.length + 1);
          return Buffer.concat([original.subarray(0, start), bytes, original.subarray(start + bytes.length)]);
        }),
    );
    await fc.assert(
      fc.asyncProperty(fc.tuple(damage, damage, damage, damage), async (damages) => {
        files.forEach((file, i) => writeFileSync(join(directory, file), damages[i](originals[i])));
        await readAll(directory);
      }),
      { numRuns: 200 },
    );
  });

  it('are read without an exception if a field of run.json has any other value', async () => {
    const directory = await finishedRun(join(folder, 'field'));
    const original = readFileSync(join(directory, 'run.json'), 'utf8');
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(JSON.parse(original))),
        fc.jsonValue(),
        async (field, value) => {
          writeFileSync(
            join(directory, 'run.json'),
            JSON.stringify({ ...JSON.parse(original), [field]: value }),
          );
          await readAll(directory);
        },
      ),
      { numRuns: 200 },
    );
  });
});
