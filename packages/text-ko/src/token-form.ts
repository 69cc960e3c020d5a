import type { Morpheme } from './analyzer';

export const TOKEN_FORMS = ['surface', 'lemma'] as const;
/** The form of the tokens: morphemes as they are in the text, or lemmas (dictionary forms). */
export type TokenForm = (typeof TOKEN_FORMS)[number];

const VERBAL_TAGS = new Set(['VV', 'VA', 'VX', 'VCN', 'XSV', 'XSA']);
const COPULA = 'VCP';
const ADJECTIVE_SUFFIX = 'XSA';
const ROOT_TAGS = new Set(['XR', 'NNG']);

export interface Token {
  /** The characters of the text that it comes from; the lemmas of one fused form share them. */
  readonly surface: string;
  /** The surface itself, or the lemma. */
  readonly text: string;
}

/** The morphemes as they are in the text. */
export function toSurfaces(morphemes: readonly Morpheme[]): Token[] {
  return morphemes.map(({ surface }) => ({ surface, text: surface }));
}

/**
 * The dictionary forms of the morphemes, similar to KoNLPy's `Okt().morphs(text, stem=True)`: fused verbs are split (예뻤 =
 * 예쁘 + 었), endings and the copula are dropped, verbs and adjectives end in 다, and an adjective suffix joins its root
 * (지루 + 하 → 지루하다).
 *
 * @param morphemes with their features
 */
export function toLemmas(morphemes: readonly Morpheme[]): Token[] {
  const lemmas: Token[] = [];
  let lastTag = '';
  for (const morpheme of morphemes) {
    const { surface } = morpheme;
    for (const { surface: part, tag } of partsOf(morpheme)) {
      if (tag === ADJECTIVE_SUFFIX && ROOT_TAGS.has(lastTag))
        lemmas.push(joined(lemmas.pop(), surface, part));
      else if (VERBAL_TAGS.has(tag)) lemmas.push({ surface, text: `${part}다` });
      else if (!tag.startsWith('E') && tag !== COPULA) lemmas.push({ surface, text: part });
      lastTag = tag;
    }
  }
  return lemmas;
}

/** An adjective suffix with the root that precedes it. */
function joined(root: Token = { surface: '', text: '' }, surface: string, suffix: string): Token {
  return { surface: root.surface + surface, text: `${root.text}${suffix}다` };
}

type Part = Pick<Morpheme, 'surface' | 'tag'>;

/** The parts of a fused verb or adjective, from the dictionary's `하/XSA/*+았/EP/*`; any other morpheme as it is. */
function partsOf(morpheme: Morpheme): readonly Part[] {
  if (!morpheme.feature?.includes(',Inflect,')) return [morpheme];
  const isVerbal = morpheme.tag.split('+').some((tag) => VERBAL_TAGS.has(tag) || tag === COPULA);
  if (!isVerbal) return [morpheme];
  const [, , , , , , , expression] = morpheme.feature.split(',');
  return expression.split('+').map((part) => {
    const [surface, tag] = part.split('/');
    return { surface, tag };
  });
}
