import { loadLabeledTexts } from '@rnn-lab/data';
import { TextPipeline } from '@rnn-lab/text';
import { availableParallelism } from 'node:os';
import { cacheFolder } from '../folders';
import { pipelineOptions, textsOf } from '../labeled-texts';
import { withLineOf } from '../reviews';
import { say } from '../language';
import { grouped } from '../terminal/format';
import type { LabeledText } from '@rnn-lab/data';
import type { InspectFlags } from '../flags/inspect-flags';
import type { Report } from './report';

/**
 * @returns true
 * @throws UserError as the experiment text
 */
export async function inspectTexts(
  path: string,
  flags: InspectFlags,
  report: Report,
  signal: AbortSignal,
): Promise<true> {
  const options = {
    textColumn: flags.textColumn ?? undefined,
    labelColumn: flags.labelColumn ?? undefined,
    encoding: flags.encoding ?? undefined,
  };
  const { texts, classes, empty, format } = await loadLabeledTexts(path, options);
  report.add(
    'kind',
    say({ en: 'labeled texts, for rnn-lab text', ko: '레이블이 있는 텍스트, rnn-lab text용' }),
  );
  const left = say({
    en: `; ${grouped(empty)} without a text are left out`,
    ko: `. 텍스트가 없는 ${grouped(empty)}개는 뺌`,
  });
  const inColumn = (count: number, column: string) =>
    say({
      en: `${grouped(count)} in the column ${JSON.stringify(column)}`,
      ko: `${JSON.stringify(column)} 열에 ${grouped(count)}개`,
    });
  report.add('texts', `${inColumn(texts.length, format.textColumn)}${empty === 0 ? '' : left}`);
  report.add('classes', inColumn(classes.length, format.labelColumn));
  classes.forEach((name, label) => {
    const count = texts.filter((each) => each.label === label).length;
    report.add('', `${JSON.stringify(name)}: ${grouped(count)} (${percent(count, texts.length)})`);
  });
  report.add('lengths', describeLengths(texts));
  report.add('tokens', await describeTokens(texts, flags, signal));
  return true;
}

function describeLengths(texts: readonly LabeledText[]): string {
  const byLength = [...texts].sort((a, b) => a.text.length - b.text.length);
  const at = (part: number) => byLength[Math.floor(part * (byLength.length - 1))];
  const longest = at(1);
  const [half, most, all] = [at(0.5), at(0.95), longest].map(({ text }) => grouped(text.length));
  return say({
    en: `half have at most ${half} characters, 95% at most ${most}; the longest has ${all} (line ${longest.line})`,
    ko: `절반은 ${half}자 이하, 95%는 ${most}자 이하, 가장 긴 것은 ${all}자(${longest.line}번째 줄)`,
  });
}

/** Of this many texts one is held back, about as many as the experiment tests without a test file. */
const EVERY = 5;

async function describeTokens(
  texts: readonly LabeledText[],
  flags: InspectFlags,
  signal: AbortSignal,
): Promise<string> {
  const isHeld = (_: LabeledText, i: number) => i % EVERY === EVERY - 1;
  const held = texts.filter(isHeld);
  const train = texts.filter((each, i) => !isHeld(each, i));
  const corpus = { workers: Math.min(4, availableParallelism()), cacheDir: cacheFolder(), signal };
  const { pipeline, encoded } = await TextPipeline.fitEncode(
    textsOf(train),
    await pipelineOptions(flags),
    corpus,
  ).catch(withLineOf(train));
  const { coverage } = await pipeline.encode(textsOf(held), corpus).catch(withLineOf(held));
  const tokens = encoded.coverage.tokens + coverage.tokens;
  const each = (tokens / texts.length).toFixed(1);
  const unknown = percent(coverage.unknown, coverage.tokens);
  const cut = percent(coverage.cut, coverage.tokens);
  return say({
    en:
      `${each} per text (--language ${flags.language}); of every fifth text, ` +
      `${unknown} are not in the vocabulary of the others (--num-words ${flags.numWords}), ` +
      `and ${cut} are cut off (--max-length ${flags.maxLength})`,
    ko:
      `텍스트마다 ${each}개(--language ${flags.language}). 다섯 번째 텍스트마다 그 토큰의 ` +
      `${unknown}는 나머지의 어휘에 없고(--num-words ${flags.numWords}), ` +
      `${cut}는 잘림(--max-length ${flags.maxLength})`,
  });
}

function percent(count: number, of: number): string {
  return `${((100 * count) / Math.max(1, of)).toFixed(1)}%`;
}
