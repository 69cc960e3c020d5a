import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RandomState } from '@rnn-lab/random';
import { loadLabeledTexts } from './labeled-texts';
import type { LabeledTextsOptions } from './labeled-texts';
import { stratifiedSplit } from './stratified-split';

const folder = mkdtempSync(join(tmpdir(), 'labeled-texts-'));
afterAll(() => rmSync(folder, { recursive: true }));

function load(content: string | Buffer, options?: LabeledTextsOptions, name = 'texts.csv') {
  const file = join(folder, name);
  writeFileSync(file, content);
  return loadLabeledTexts(file, options);
}

const CSV = '리뷰,감정\n"좋아요, 정말",긍정\n별로,부정\n nan ,부정\n  ,긍정\n';
/** `iconv -t CP949` of "text,label\n똠방각하,b\n좋다,a\n": 똠 is not in EUC-KR. */
const CP949 = Buffer.from('746578742c6c6162656c0a8c63b9e6b0a2c7cf2c620ac1c1b4d92c610a', 'hex');

describe('loadLabeledTexts', () => {
  it('finds the columns by their names, keeps texts as they are, and counts the empty ones', async () => {
    const { texts, classes, empty, format } = await load(CSV);
    expect(classes).toEqual(['긍정', '부정']);
    expect(texts.map(({ text, label, line }) => [text, label, line])).toEqual([
      ['좋아요, 정말', 0, 2],
      ['별로', 1, 3],
      [' nan ', 1, 4],
    ]);
    expect(empty).toBe(1);
    expect(format).toEqual({ encoding: 'utf-8', separator: ',', textColumn: '리뷰', labelColumn: '감정' });
  });

  it('takes the columns that are named', async () => {
    const { texts, classes } = await load('id;x;y\n1;a;0\n2;b;1\n', { textColumn: 'id', labelColumn: 'x' });
    expect(texts[1]).toMatchObject({ text: '2', label: 1 });
    expect(classes).toEqual(['a', 'b']);
  });

  it.each([
    [
      ['10', '9', '-1', '2.5'],
      ['-1', '2.5', '9', '10'],
    ],
    [
      ['b', 'a', '10', '9'],
      ['10', '9', 'a', 'b'],
    ],
  ])('sorts the classes %j', async (labels, classes) => {
    const rows = labels.map((label, i) => `text ${i},${label}\n`).join('');
    expect((await load(`text,label\n${rows}`)).classes).toEqual(classes);
  });

  it.each([
    ['utf-8', Buffer.from(`\uFEFF${CSV}`)],
    ['utf-16le', Buffer.from(`\uFEFF${CSV}`, 'utf16le')],
    ['utf-16be', Buffer.from(`\uFEFF${CSV}`, 'utf16le').swap16()],
  ])('reads a byte order mark of %s', async (encoding, content) => {
    const read = await load(content);
    expect(read.format).toMatchObject({ encoding, textColumn: '리뷰' });
    expect(read.texts).toEqual((await load(CSV)).texts);
  });

  it('reads CP949 on request, and refuses it otherwise', async () => {
    const { texts } = await load(CP949, { encoding: 'cp949' });
    expect(texts.map(({ text }) => text)).toEqual(['똠방각하', '좋다']);
    await expect(load(CP949)).rejects.toMatchObject({ code: 'wrong-encoding', values: { line: 2 } });
    await expect(load(Buffer.from(CSV), { encoding: 'cp949' })).rejects.toMatchObject({
      code: 'wrong-encoding',
    });
  });

  it('reads JSON Lines', async () => {
    const lines = '{"text":"a","label":true}\n{"text":"b","label":false}\n';
    const { texts, classes } = await load(lines, {}, 'texts.jsonl');
    expect([classes, texts.map(({ label }) => label)]).toEqual([
      ['false', 'true'],
      [1, 0],
    ]);
  });

  it.each<[string, LabeledTextsOptions, string]>([
    ['text,label\na,x\nb,\n', {}, 'line 3: there is no label in the column "label"'],
    ['text,label\na,x\nb,x\n', {}, 'every label in the column "label" is "x"'],
    ['text,label\n ,x\n,y\n', {}, 'no row has a text in the column "text"'],
    ['text,label\n', {}, 'no row has a text'],
    [
      'a,b\n1,2\n',
      {},
      'no column is named like one of texts; the columns are "a", "b": name the text column',
    ],
    ['text,a\n1,2\n', {}, 'no column is named like one of labels'],
    ['text,review,label\n1,2,3\n', {}, 'the columns "text", "review" could all be the texts'],
    ['text,label\n1,2\n', { textColumn: 'Text' }, 'there is no column "Text"'],
    ['text,label\na,x\nb,z\n', { classes: ['x', 'y'] }, 'line 3: the label "z" is not among'],
  ])('refuses %j with %j', async (content, options, message) => {
    await expect(load(content, options)).rejects.toThrow(message);
  });

  it('refuses a file that is missing', async () => {
    await expect(loadLabeledTexts(join(folder, 'none.csv'))).rejects.toMatchObject({ code: 'missing-file' });
  });
});

describe('stratifiedSplit', () => {
  const rows = Array.from({ length: 103 }, (_, i) => ({ label: i % 10 === 0 ? 1 : i === 51 ? 2 : 0, i }));

  it('gives each class the same share, and repeats with the seed', () => {
    const { train, held } = stratifiedSplit(rows, 0.2, new RandomState(3));
    const counts = (side: typeof rows) =>
      [0, 1, 2].map((k) => side.filter(({ label }) => label === k).length);
    expect([counts(train), counts(held)]).toEqual([
      [73, 9, 1],
      [18, 2, 0],
    ]);
    expect([...train, ...held].map(({ i }) => i).sort((a, b) => a - b)).toEqual(rows.map(({ i }) => i));
    expect(held).toEqual([...held].sort((a, b) => a.i - b.i));
    expect(stratifiedSplit(rows, 0.2, new RandomState(3)).held).toEqual(held);
    expect(stratifiedSplit(rows, 0.2, new RandomState(4)).held).not.toEqual(held);
  });

  it('refuses to hold nothing back', () => {
    expect(() => stratifiedSplit(rows.slice(0, 2), 0.2, new RandomState(0))).toThrow('holds none of 2 rows');
  });
});
