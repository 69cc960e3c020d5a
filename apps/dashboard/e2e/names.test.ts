import { cpSync, renameSync, symlinkSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import {
  comparePage,
  evaluationPath,
  playgroundPage,
  predictionsPath,
  predictionsTablePath,
  runPage,
  runPath,
} from '#api/links';
import { makeRun } from '#testing/runs';
import { serverEvents } from './http';
import { Workbench } from './workbench';

const NAMES = [
  '100%',
  '%41bc',
  '%25',
  '%E0%A4%A',
  'back\\slash',
  'a b',
  '한 글',
  'a,b@1-2',
  '#?&+;=:',
  '"<b>\'',
  'two\nlines',
  'link',
];

const bench = new Workbench();
let address: string;
let api: string;

beforeAll(async () => {
  const original = await makeRun(bench.runs);
  for (const name of NAMES) cpSync(original.directory, join(bench.runs, name), { recursive: true });
  renameSync(join(bench.runs, 'link'), join(bench.root, 'linked run'));
  symlinkSync('../linked run', join(bench.runs, 'link'));
  address = await bench.serve();
  api = `${address}/api/v1`;
});
afterAll(() => bench.close());

async function read(url: string, init?: RequestInit): Promise<string> {
  const response = await fetch(url, init);
  expect([url, response.status]).toEqual([url, 200]);
  return response.text();
}

/** A text as React writes it. */
function inHtml(text: string): string {
  const escapes: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#x27;',
  };
  return text.replaceAll(/[&<>"']/g, (character) => escapes[character]);
}

describe.each(NAMES)('a run whose folder is called %j', (name) => {
  it('has all its routes in the API', async () => {
    const run = api + runPath(name);
    expect(JSON.parse(await read(run))).toMatchObject({ id: name, problem: null });
    const body = JSON.stringify({ notes: name });
    expect(JSON.parse(await read(run, { method: 'PATCH', body }))).toMatchObject({
      annotations: { notes: name },
    });
    for (const path of ['metrics', 'metrics.csv', 'series', 'model', 'model/model.json', 'preprocessing'])
      await read(`${run}/${path}`);
    await read(api + predictionsPath({ id: name, split: 'test' }));
    await read(api + predictionsTablePath({ id: name, split: 'test' }));
    await read(api + evaluationPath({ id: name, split: 'test' }));
    for await (const { event, data } of serverEvents(`${run}/events`)) {
      expect([event, data]).toMatchObject(['run', { id: name }]);
      break;
    }
  });

  it('has its pages', async () => {
    const page = await read(address + runPage(name));
    expect(page).toContain(`<title>${inHtml(name)} · Naver movie reviews · rnn-lab</title>`);
    const playground = await read(address + playgroundPage(name));
    expect(playground).toContain(`<title>${inHtml(name)} · Playground · rnn-lab</title>`);
    const compared = await read(address + comparePage([name]));
    expect(compared).toContain(`<title>${inHtml(name)} · Compare · rnn-lab</title>`);
    expect(compared).toContain(`href="${inHtml(runPage(name))}"`);
  });

  it('goes to the trash and back', async () => {
    expect((await fetch(api + runPath(name), { method: 'DELETE' })).status).toBe(204);
    expect((await fetch(api + runPath(name))).status).toBe(404);
    expect(JSON.parse(await read(`${api}/trash`))).toMatchObject({ rows: [{ id: name, problem: null }] });
    await read(`${api}/trash/${encodeURIComponent(name)}/restore`, { method: 'POST' });
  });
});

it('deletes a link for good, but not the run that it leads to', async () => {
  await fetch(api + runPath('link'), { method: 'DELETE' });
  expect((await fetch(`${api}/trash`, { method: 'DELETE' })).status).toBe(204);
  symlinkSync('../linked run', join(bench.runs, 'link again'));
  expect(JSON.parse(await read(api + runPath('link again')))).toMatchObject({
    problem: null,
    hasModel: true,
  });
  unlinkSync(join(bench.runs, 'link again'));
});
