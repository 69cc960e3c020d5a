import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import AdmZip from 'adm-zip';
import { comparisonPage } from '#api/comparison';
import { curvesPage, metricsUpdate } from '#api/metrics';
import { binaryEvaluation, predictionsPage } from '#api/predictions';
import { runDetail } from '#api/run';
import { runsPage, trashPage } from '#api/runs';
import { beginRun, makeRun } from '#testing/runs';
import { serverEvents } from './http';
import { Workbench } from './workbench';
import type { z } from 'zod';
import type { RunDetail } from '#api/run';
import type { RunsPage } from '#api/runs';
import type { ServerEvent } from './http';

const bench = new Workbench();
let api: string;
/** A finished run; no test deletes it. */
let id: string;

beforeAll(async () => {
  id = (await makeRun(bench.runs, { tags: ['first'] })).id;
  await makeRun(bench.runs, { seed: 1, params: { epochs: 2, batchSize: 60 } }, 0.87);
  await makeRun(bench.runs, { experiment: 'imdb', params: { epochs: 3 } }, 0.7);
  const failed = await beginRun(bench.runs, { experiment: 'sine' });
  failed.fail('The loss became NaN at step 3.');
  mkdirSync(join(bench.runs, 'cut <b>off'));
  writeFileSync(join(bench.runs, 'cut <b>off', 'run.json'), '{"schemaVersion":1,');
  api = `${await bench.serve()}/api/v1`;
});
afterAll(() => bench.close());

/** The response, validated against the API's schema. */
async function get<T>(path: string, schema: z.ZodType<T>): Promise<T> {
  const response = await fetch(`${api}${path}`);
  expect(response.status).toBe(200);
  return schema.parse(await response.json());
}

async function send(
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; json: unknown }> {
  const response = await fetch(`${api}${path}`, {
    method,
    body: body === undefined ? null : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, json: text ? JSON.parse(text) : null };
}

/** The content of a run's files. */
function filesOf(run: string, except?: string): Record<string, string> {
  const entries = readdirSync(join(bench.runs, run), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name !== except);
  const paths = files.map(({ parentPath, name }) => join(parentPath, name));
  return Object.fromEntries(paths.map((path) => [path, readFileSync(path, 'latin1')]));
}

async function next<T>(events: AsyncGenerator<ServerEvent>, name: string): Promise<T> {
  for (;;) {
    const { value, done } = await events.next();
    if (done) throw new Error(`The stream ended before an event "${name}".`);
    if (value.event === name) return value.data as T;
  }
}

describe('the list', () => {
  const list = (query: string) => get(`/runs?${query}`, runsPage);
  const ids = ({ rows }: RunsPage) => rows.map((row) => row.id.split('-')[0]);

  it('has every folder, broken ones last, and the values to filter by', async () => {
    const page = await list('');
    expect(ids(page)).toEqual(['sine', 'imdb', 'nsmc', 'nsmc', 'cut <b>off']);
    expect(page.rows.at(-1)).toMatchObject({
      run: null,
      problem: 'run.json is not valid JSON.',
      problemDetails: { code: 'no-json', values: { file: 'run.json' } },
    });
    expect(page).toMatchObject({
      total: 5,
      facets: { experiments: ['imdb', 'nsmc', 'sine'], tags: ['first'], params: ['batchSize', 'epochs'] },
      counts: { all: 5, archived: 0, trash: 0 },
    });
    expect(page.facets.metrics).toEqual(expect.arrayContaining(['test.accuracy', 'train.loss']));
  });

  it('sorts, filters, searches and pages', async () => {
    expect(ids(await list('sort=result.test.accuracy'))).toEqual([
      'imdb',
      'nsmc',
      'nsmc',
      'sine',
      'cut <b>off',
    ]);
    expect(ids(await list('sort=-result.test.accuracy&limit=1&offset=2'))).toEqual(['imdb']);
    expect((await list('metric=test.accuracy&min=0.86')).total).toBe(1);
    expect(ids(await list('metric=test.accuracy&max=0.8'))).toEqual(['imdb']);
    expect(ids(await list('status=failed'))).toEqual(['sine']);
    expect(ids(await list('status=broken'))).toEqual(['cut <b>off']);
    expect((await list('tag=first')).rows[0].id).toBe(id);
    expect(ids(await list(`q=${encodeURIComponent('영화평 EPOCHS=3')}`))).toEqual(['imdb']);
    expect((await list('q=nothing%20like%20it')).rows).toEqual([]);
    expect((await list('to=2020-01-01')).total).toBe(0);
    expect((await list(`from=${new Date().toISOString().slice(0, 10)}`)).total).toBe(4);
  });

  it('groups the seeds of the same parameters, with mean and deviation', async () => {
    const { groups, rows, total } = await list('group=seeds&experiment=nsmc');
    expect([total, rows]).toEqual([1, []]);
    const { key } = groups[0];
    const members = await list(
      `group=seeds&experiment=nsmc&groupKey=${encodeURIComponent(key)}&limit=1&offset=1`,
    );
    expect(groups[0].ids).toHaveLength(2);
    expect(members).toMatchObject({ total: 2, rows: [{ id: groups[0].ids[1] }], groups: [] });
    const accuracy = groups[0].results['test.accuracy'];
    expect(accuracy?.count).toBe(2);
    expect(accuracy?.mean).toBeCloseTo(0.86, 12);
    expect(accuracy?.deviation).toBeCloseTo(Math.SQRT2 / 100, 12);
    expect((await list('group=experiment')).groups.map(({ key }) => key)).toEqual([
      'sine',
      'imdb',
      'nsmc',
      '',
    ]);
  });

  it('can be exported as a table, filtered and sorted alike, or of selected runs', async () => {
    const table = async (query: string) => {
      const response = await fetch(`${api}/runs.csv?${query}`);
      expect(response.headers.get('content-disposition')).toContain('filename="runs.csv"');
      const [head, ...lines] = (await response.text()).trim().split('\n');
      return { columns: head.split(','), cells: lines.map((line) => line.split(',')) };
    };
    const { columns, cells } = await table('experiment=nsmc&sort=result.test.accuracy');
    expect(columns.slice(0, 11)).toEqual(
      'id,experiment,model,status,started,duration,seed,engine,workers,tags,notes'.split(','),
    );
    const values = 'param.batchSize,result.test.accuracy,best.train.loss,last.validation.accuracy'.split(',');
    const chosen = cells.map((line) => values.map((column) => line[columns.indexOf(column)]));
    expect(chosen).toEqual([
      ['60', '0.85', expect.any(String), '0.85'],
      ['60', '0.87', expect.any(String), '0.87'],
    ]);
    expect(Number(chosen[0][2])).toBeGreaterThan(0);
    expect(cells[0][columns.indexOf('tags')]).toBe('first');
    expect(columns).not.toContain('result.train.loss');
    expect((await table(`ids=${id},none`)).cells.map(([name]) => name)).toEqual([id]);
    expect(await send('GET', '/runs.csv?sort=color')).toMatchObject({ status: 400 });
  });

  it.each(['sort=color', 'limit=-1', 'status=asleep', 'metric=charm.test', 'from=yesterday'])(
    'says what is wrong with %s',
    async (query) => {
      const { status, json } = await send('GET', `/runs?${query}`);
      expect(status).toBe(400);
      expect(json).toMatchObject({
        error: expect.stringContaining(query.split('=')[0]),
        details: { code: 'invalid-request', values: { path: query.split('=')[0] } },
      });
    },
  );
});

describe('a run', () => {
  it('is returned whole, or reported as missing', async () => {
    const detail = await get(`/runs/${id}`, runDetail);
    expect(detail).toMatchObject({ id, predictions: ['train', 'test'], hasModel: true, problem: null });
    expect(await get('/runs/cut%20%3Cb%3Eoff', runDetail)).toMatchObject({
      run: null,
      hasModel: false,
    });
    expect(await send('GET', '/runs/none')).toEqual({
      status: 404,
      json: { error: 'There is no run "none".', details: { code: 'no-run', values: { id: 'none' } } },
    });
  });

  it('reports what is wrong with its metrics, also after a request for its page', async () => {
    const { id: broken } = await makeRun(bench.runs, { experiment: 'sine' });
    rmSync(join(bench.runs, broken, 'metrics.jsonl'));
    mkdirSync(join(bench.runs, broken, 'metrics.jsonl'));
    expect((await fetch(new URL(`/runs/${broken}`, api))).status).toBe(200);
    expect(await send('GET', `/runs/${broken}/series`)).toMatchObject({
      status: 500,
      json: {
        error: "metrics.jsonl can't be read: it is a folder, not a file.",
        details: { code: 'unreadable-file', values: { file: 'metrics.jsonl', errno: 'EISDIR' } },
      },
    });
    rmSync(join(bench.runs, broken), { recursive: true });
  });

  it('writes tags, notes and the archive flag to annotations.json, and changes nothing else', async () => {
    const before = filesOf(id, 'annotations.json');
    const change = { tags: ['a', 'b'], notes: '<script>', archived: true };
    expect(await send('PATCH', `/runs/${id}`, change)).toMatchObject({
      status: 200,
      json: { annotations: change },
    });
    expect((await get('/runs?archived=true', runsPage)).rows).toMatchObject([{ id, annotations: change }]);
    expect((await get('/runs', runsPage)).total).toBe(4);
    expect(await send('PATCH', `/runs/${id}`, { archived: false, tags: ['first'] })).toMatchObject({
      json: { annotations: { tags: ['first'], notes: '<script>', archived: false } },
    });
    for (const wrong of [{ status: 'finished' }, { tags: 'one' }, { notes: 1 }, []]) {
      expect(await send('PATCH', `/runs/${id}`, wrong)).toMatchObject({ status: 400 });
    }
    expect(filesOf(id, 'annotations.json')).toEqual(before);
  });

  it('returns its lines from a byte on, and all of them as a table', async () => {
    const all = await get(`/runs/${id}/metrics`, metricsUpdate);
    expect(all.lines).toHaveLength(101);
    expect(all.lines[69]).toMatchObject({ kind: 'step', split: 'train', step: 70, loss: 1 / 70 });
    const rest = await get(`/runs/${id}/metrics?fromByte=${all.nextByte}&resumes=0`, metricsUpdate);
    expect(rest).toMatchObject({ lines: [], fromByte: all.nextByte, nextByte: all.nextByte });

    const response = await fetch(`${api}/runs/${id}/metrics.csv`);
    expect(response.headers.get('content-disposition')).toContain(`filename="${id}-metrics.csv"`);
    const lines = (await response.text()).trim().split('\n');
    expect(lines[0]).toBe('kind,split,step,epoch,t,time,loss,accuracy');
    expect(lines[70]).toMatch(/^step,train,70,2,7,\d+,0\.0142857\d*,$/);
    expect(lines).toHaveLength(102);
  });

  it('returns its curves, by step and by epoch', async () => {
    const { curves } = await get(`/runs/${id}/series?metric=loss`, curvesPage);
    expect(curves.map(({ kind, split }) => `${kind} ${split}`)).toEqual(['step train', 'epoch validation']);
    expect(curves[0].x).toHaveLength(100);
    expect(curves[0].y[69]).toBe(1 / 70);
    const byEpoch = await get(`/runs/${id}/series?metric=loss&x=epoch&buckets=5`, curvesPage);
    expect(byEpoch.curves[0].x.at(-1)).toBe(2);
    expect(byEpoch.curves[0].x.length).toBeLessThanOrEqual(25);
    expect(byEpoch.curves[0].y).toEqual(expect.arrayContaining([1, 0.01]));
    const accuracy = await get(`/runs/${id}/series?metric=accuracy`, curvesPage);
    expect(accuracy.curves).toMatchObject([{ kind: 'epoch', split: 'validation', x: [100], y: [0.85] }]);
    expect(await send('GET', `/runs/${id}/series?from=9&to=1`)).toMatchObject({ status: 400 });
  });

  it('returns its predictions: searched, the worst first, errors only, and as tables', async () => {
    const page = (query: string) => get(`/runs/${id}/predictions/test?${query}`, predictionsPage);
    const indices = async (query: string) => (await page(query)).rows.map(({ index }) => index);
    expect(await indices('')).toEqual([0, 1, 2]);
    expect(await indices('sort=error')).toEqual([1, 0, 2]);
    expect(await indices('show=errors')).toEqual([1]);
    expect(await indices('show=false-negatives&threshold=0.95')).toEqual([0]);
    expect(await indices('show=false-positives&threshold=0.05&sort=error')).toEqual([1, 2]);
    expect(await indices(`q=${encodeURIComponent('영화')}&offset=1`)).toEqual([1]);
    expect(await get(`/runs/${id}/predictions/train`, predictionsPage)).toMatchObject({
      kind: 'series',
    });
    expect(await send('GET', `/runs/${id}/predictions/holdout`)).toMatchObject({ status: 404 });

    const csv = async (split: string) => (await fetch(`${api}/runs/${id}/predictions/${split}.csv`)).text();
    expect((await csv('test')).split('\n').slice(0, 3)).toEqual([
      'index,label,probability,text,tokens',
      '0,1,0.9,"최고의 ""영화""",최고 <unk> 영화',
      `1,0,0.8,"'=별로, 영화",별로`,
    ]);
    expect((await csv('train')).trim().split('\n')).toEqual([
      'index,time,target,output,last value',
      '0,1974-02,2,2.5,1.5',
    ]);
  });

  it.each(['predictions/test', 'predictions/test.csv', 'evaluation/test'])(
    'refuses predictions of several kinds, and leaves out no row in silence: %s',
    async (path) => {
      const run = await makeRun(bench.runs);
      const row = { index: 3, time: 1, target: 1, output: 1 };
      appendFileSync(join(run.directory, 'predictions/test.jsonl'), `${JSON.stringify(row)}\n`);
      expect(await send('GET', `/runs/${run.id}/${path}`)).toMatchObject({
        status: 500,
        json: { details: { code: 'invalid-line', values: { line: '4' } } },
      });
      rmSync(run.directory, { recursive: true });
    },
  );

  it('evaluates a classifier, and refuses a series', async () => {
    const { roc, precisionRecall } = await get(`/runs/${id}/evaluation/test`, binaryEvaluation);
    expect([roc.auc, precisionRecall.averagePrecision]).toEqual([1, 1]);
    const { status, json } = await send('GET', `/runs/${id}/evaluation/train`);
    expect([status, json]).toMatchObject([404, { error: expect.stringContaining('predicts a series') }]);
  });

  it('is compared with another one, if both predict the same rows', async () => {
    const other = await makeRun(bench.runs);
    const same = await get(`/runs/${id}/comparison/${other.id}/test?show=all&limit=1`, comparisonPage);
    expect(same).toMatchObject({ kind: 'texts', cells: { bothRight: 2, bothWrong: 1 }, total: 3 });
    const row = { index: 3, text: '', tokens: [], label: 1, probability: 0.5 };
    appendFileSync(join(other.directory, 'predictions/test.jsonl'), `${JSON.stringify(row)}\n`);
    expect(await get(`/runs/${id}/comparison/${other.id}/test`, comparisonPage)).toMatchObject({
      kind: 'different',
      problemDetails: { code: 'different-row-counts', values: { rows: '3', otherRows: '4' } },
    });
    const series = await get(`/runs/${id}/comparison/${other.id}/train`, comparisonPage);
    expect(series).toMatchObject({ kind: 'series', nearer: { a: 0, b: 0 }, meanError: { a: 0.5, b: 0.5 } });
    expect(await send('GET', `/runs/${id}/comparison/none/test`)).toMatchObject({ status: 404 });
    expect(await send('GET', `/runs/${id}/comparison/${other.id}/holdout`)).toMatchObject({ status: 404 });
    rmSync(other.directory, { recursive: true });
  });

  it('returns its model, file by file and as a zip, without linked files', async () => {
    symlinkSync(join(bench.runs, id, 'run.json'), join(bench.runs, id, 'model/link.json'));
    const weights = await (await fetch(`${api}/runs/${id}/model/weights.bin`)).arrayBuffer();
    expect(new Float32Array(weights)).toEqual(Float32Array.of(1, 2));
    const zip = new AdmZip(Buffer.from(await (await fetch(`${api}/runs/${id}/model`)).arrayBuffer()));
    const names = zip.getEntries().map(({ entryName }) => entryName);
    expect(names.sort()).toEqual(['README.md', 'model.json', 'preprocessing.json', 'weights.bin']);
    expect(await send('GET', `/runs/${id}/model/link.json`)).toMatchObject({ status: 404 });
    expect(await send('GET', `/runs/${id}/preprocessing`)).toMatchObject({ json: { analyzer: 'mecab-ko' } });
    for (const path of [
      'model',
      'model/model.json',
      'preprocessing',
      'predictions/test',
      'evaluation/test',
    ]) {
      expect(await send('GET', `/runs/cut%20%3Cb%3Eoff/${path}`)).toMatchObject({ status: 404 });
    }
  });

  it('prepares a text for the model, composed or decomposed, and refuses bytes that are not UTF-8', async () => {
    const run = await makeRun(bench.runs);
    writeFileSync(join(bench.runs, run.id, 'model/vocabulary.json'), '["영화","최고"]');
    const text = '최고의 영화';
    const answer = await send('POST', `/runs/${run.id}/tokens`, { text });
    expect(answer).toMatchObject({ status: 200, json: { input: [0, 0, 0, 2, 1] } });
    expect(await send('POST', `/runs/${run.id}/tokens`, { text: text.normalize('NFD') })).toEqual(answer);

    const body = Buffer.concat([Buffer.from('{\n"text": "'), Buffer.of(0xc0, 0xe7), Buffer.from('"}')]);
    const refusal = await fetch(`${api}/runs/${run.id}/tokens`, { method: 'POST', body });
    expect(refusal.status).toBe(400);
    expect(await refusal.json()).toMatchObject({
      error: expect.stringContaining('What was sent, line 2: this is not UTF-8 text'),
      details: { code: 'not-utf8', values: { line: '2' } },
    });
    rmSync(join(bench.runs, run.id), { recursive: true });
  });

  it('reports an unknown route', async () => {
    for (const method of ['GET', 'POST', 'DELETE']) {
      expect(await send(method, '/unknown')).toEqual({
        status: 404,
        json: {
          error: expect.stringContaining('/api/v1/unknown'),
          details: { code: 'no-route', values: { path: '/api/v1/unknown' } },
        },
      });
    }
  });

  it('has an OpenAPI description', async () => {
    const { status, json } = await send('GET', '/openapi.json');
    expect(status).toBe(200);
    expect(json).toMatchObject({ openapi: '3.1.0', paths: { '/runs/{id}': {} } });
  });
});

describe('the trash', () => {
  it('takes and restores a run, and deletes it when emptied', async () => {
    const deleted = await makeRun(bench.runs);
    const before = filesOf(deleted.id);
    expect(await send('DELETE', `/runs/${deleted.id}`)).toEqual({ status: 204, json: null });
    expect(await send('GET', `/runs/${deleted.id}`)).toMatchObject({ status: 404 });
    expect((await get('/trash', trashPage)).rows).toMatchObject([{ id: deleted.id }]);
    expect((await get('/runs', runsPage)).counts.trash).toBe(1);
    expect(await send('POST', `/trash/${deleted.id}/restore`)).toMatchObject({
      status: 200,
      json: { id: deleted.id },
    });
    expect(filesOf(deleted.id)).toEqual(before);
    expect(await send('POST', `/trash/${deleted.id}/restore`)).toMatchObject({ status: 404 });

    await send('DELETE', `/runs/${deleted.id}`);
    expect(await send('DELETE', '/trash')).toEqual({ status: 204, json: null });
    expect((await get('/trash', trashPage)).rows).toEqual([]);
    expect(readdirSync(bench.runs)).not.toContain('.trash');
    expect(await send('DELETE', '/runs/none')).toMatchObject({ status: 404 });
  });

  it('refuses a live run', async () => {
    const live = await beginRun(bench.runs);
    const { status, json } = await send('DELETE', `/runs/${live.id}`);
    expect([status, json]).toMatchObject([
      409,
      {
        error: expect.stringContaining('is still running'),
        details: { code: 'still-running' },
      },
    ]);
    expect(readdirSync(bench.runs)).toContain(live.id);
    live.interrupt();
    expect(await send('DELETE', `/runs/${live.id}`)).toMatchObject({ status: 204 });
  });
});

describe('events', () => {
  it('push a run’s new lines, its end, its deletion and its return', async () => {
    const run = await beginRun(bench.runs);
    const events = serverEvents(`${api}/runs/${run.id}/events`);
    expect(await next<RunDetail>(events, 'run')).toMatchObject({ id: run.id, run: { status: 'running' } });
    run.step({ step: 1, epoch: 1, t: 0.1, loss: 0.7 });
    expect(await next(events, 'metrics')).toMatchObject({ fromByte: 0, lines: [{ step: 1, loss: 0.7 }] });
    run.step({ step: 2, epoch: 1, t: 0.2, loss: NaN });
    expect(await next(events, 'metrics')).toMatchObject({ lines: [{ step: 2, loss: null }] });
    run.finish({ results: {} });
    expect(await next(events, 'run')).toMatchObject({ run: { status: 'finished' } });
    await send('PATCH', `/runs/${run.id}`, { notes: 'seen' });
    expect(await next(events, 'run')).toMatchObject({ annotations: { notes: 'seen' } });
    await send('DELETE', `/runs/${run.id}`);
    expect(await next(events, 'removed')).toEqual({ id: run.id });
    await send('POST', `/trash/${run.id}/restore`);
    expect(await next(events, 'run')).toMatchObject({ id: run.id, annotations: { notes: 'seen' } });
    await events.return(undefined);
  });

  it('resume from a viewer’s cursor', async () => {
    const events = serverEvents(`${api}/runs/${id}/events`);
    for await (const { event, id: cursor, data } of events) {
      if (event !== 'metrics') continue;
      expect(data).toMatchObject({ fromByte: 0 });
      const again = serverEvents(`${api}/runs/${id}/events`, { 'last-event-id': String(cursor) });
      expect((await again.next()).value).toMatchObject({ event: 'run', id: cursor });
      await again.return(undefined);
      break;
    }
    expect(await send('GET', '/runs/none/events')).toMatchObject({ status: 404 });
  });

  it('push several runs in one stream, each from its cursor', async () => {
    const run = await beginRun(bench.runs);
    run.step({ step: 1, epoch: 1, t: 0.1, loss: 0.7 });
    const known = await get(`/runs/${id}/series`, curvesPage);
    const cursors = [`${id}@${known.nextByte}-${known.resumes}`, `${run.id}@0-0`, '../runs@0-0', 'none@0-0'];
    const events = serverEvents(`${api}/events?runs=${encodeURIComponent(cursors.join())}`);
    const told: unknown[] = [];
    for await (const { event, data } of events) {
      told.push(`${event} ${(data as { id: string }).id}`);
      if (event !== 'metrics') continue;
      expect(data).toMatchObject({ id: run.id, fromByte: 0, lines: [{ step: 1, loss: 0.7 }] });
      break;
    }
    expect(told.sort()).toEqual(
      [`run ${id}`, `run ${run.id}`, `metrics ${run.id}`, 'removed ../runs', 'removed none'].sort(),
    );
    run.interrupt();
    expect(await send('GET', '/events?runs=none')).toMatchObject({ status: 400 });
  });

  it('push runs that appear, change and disappear', async () => {
    const events = serverEvents(`${api}/events`);
    const run = await beginRun(bench.runs);
    const seen = async (matches: (rows: { changed: RunDetail[]; removed: string[] }) => boolean) => {
      while (!matches(await next(events, 'rows')));
    };
    await seen(({ changed }) => changed.some((row) => row.id === run.id && row.run?.status === 'running'));
    run.interrupt();
    await seen(({ changed }) =>
      changed.some((row) => row.id === run.id && row.run?.status === 'interrupted'),
    );
    await send('DELETE', `/runs/${run.id}`);
    await seen(({ removed }) => removed.includes(run.id));
    await events.return(undefined);
  });
});
