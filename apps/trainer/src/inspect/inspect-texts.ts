import { loadLabeledTexts } from '@rnn-lab/data';
import { TextPipeline } from '@rnn-lab/text';
import { availableParallelism } from 'node:os';
import { cacheFolder } from '../folders';
import { pipelineOptions, textsOf } from '../labeled-texts';
import { withLineOf } from '../reviews';
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
  report.add('Kind', 'labeled texts, for rnn-lab text');
  const left = empty === 0 ? '' : `; ${grouped(empty)} without a text are left out`;
  report.add('Texts', `${grouped(texts.length)} in the column ${JSON.stringify(format.textColumn)}${left}`);
  report.add('Classes', `${classes.length} in the column ${JSON.stringify(format.labelColumn)}`);
  classes.forEach((name, label) => {
    const count = texts.filter((each) => each.label === label).length;
    report.add('', `${JSON.stringify(name)}: ${grouped(count)} (${percent(count, texts.length)})`);
  });
  report.add('Lengths', describeLengths(texts));
  report.add('Tokens', await describeTokens(texts, flags, signal));
  return true;
}

function describeLengths(texts: readonly LabeledText[]): string {
  const byLength = [...texts].sort((a, b) => a.text.length - b.text.length);
  const at = (part: number) => byLength[Math.floor(part * (byLength.length - 1))];
  const longest = at(1);
  return (
    `half have at most ${grouped(at(0.5).text.length)} characters, 95% at most ${grouped(at(0.95).text.length)}; ` +
    `the longest has ${grouped(longest.text.length)} (line ${longest.line})`
  );
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
  return (
    `${(tokens / texts.length).toFixed(1)} per text (--language ${flags.language}); of every fifth text, ` +
    `${percent(coverage.unknown, coverage.tokens)} are not in the vocabulary of the others (--num-words ${flags.numWords}), ` +
    `and ${percent(coverage.cut, coverage.tokens)} are cut off (--max-length ${flags.maxLength})`
  );
}

function percent(count: number, of: number): string {
  return `${((100 * count) / Math.max(1, of)).toFixed(1)}%`;
}
