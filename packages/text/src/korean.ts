import { createMecabKo, createMecabYa, tokenizeCorpus, Tokenizer, toTokenTable } from '@rnn-lab/text-ko';
import type { Analyzer, AnalyzerName, TokenizerOptions } from '@rnn-lab/text-ko';
import type { CorpusOptions, ExplainedToken, Language, TextSteps } from './language';
import type { EncodedTexts } from './pad-sequences';
import type { Vocabulary } from './vocabulary';

/** Korean: cleaned or raw, analyzed into morphemes, numbered as Keras's `Tokenizer(num_words)` does. */
export class Korean implements Language {
  constructor(
    private readonly options: TokenizerOptions & { readonly numWords: number },
    private readonly vocabulary: Vocabulary,
  ) {}

  get words(): readonly string[] {
    return this.vocabulary.words;
  }

  async encode(
    texts: readonly string[],
    maxLength: number,
    corpus: CorpusOptions | undefined,
  ): Promise<EncodedTexts> {
    const table = corpus
      ? await tokenizeCorpus(texts, { ...this.options, ...corpus })
      : toTokenTable(await (await this.openTokenizer()).tokenize(texts));
    return this.vocabulary.encode(table, maxLength);
  }

  async explain(text: string): Promise<TextSteps> {
    const { cleaned, morphemes, tokens } = await (await this.openTokenizer()).explain(text);
    const explained = tokens.map(({ surface, text: token, isStopword }): ExplainedToken => {
      if (isStopword) return { surface, token, status: 'stopword', index: null };
      const index = this.vocabulary.indexOf(token) ?? null;
      return { surface, token, status: index === null ? 'unknown' : 'kept', index };
    });
    const sequence = explained.map(({ index }) => index).filter((index) => index !== null);
    return { cleaned, morphemes, tokens: explained, sequence };
  }

  isKnown(id: number): boolean {
    return id > 0;
  }

  tokens(ids: Iterable<number>): string[] {
    return this.vocabulary.decode(ids);
  }

  decode(ids: Iterable<number>): string {
    return this.tokens(ids).join(' ');
  }

  toJSON() {
    const { analyzer, cleaning = 'korean', tokenForm, stopwords, numWords } = this.options;
    const ids = { indexFrom: 0, startIndex: null, oovIndex: null };
    return { cleaning, analyzer, tokenForm, stopwords, numWords, ...ids };
  }

  private async openTokenizer(): Promise<Tokenizer> {
    return new Tokenizer(await sharedAnalyzer(this.options.analyzer), this.options);
  }
}

const analyzers = new Map<AnalyzerName, Promise<Analyzer>>();

/** The process's analyzer of that name: its dictionary is large, and every pipeline reads it only. */
function sharedAnalyzer(name: AnalyzerName): Promise<Analyzer> {
  const known = analyzers.get(name);
  if (known) return known;
  const analyzer: Promise<Analyzer> = name === 'mecab-ko' ? createMecabKo() : createMecabYa();
  analyzers.set(name, analyzer);
  // A failure is not kept: the next call finds an analyzer that has been installed since.
  analyzer.catch(() => analyzers.delete(name));
  return analyzer;
}
