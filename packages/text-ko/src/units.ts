import type { Morpheme } from './analyzer';

export const UNITS = ['surface', 'stem'] as const;
/** What a text is cut into: morphemes as they stand in it, or stems. */
export type Units = (typeof UNITS)[number];

const VERBAL_TAGS = new Set(['VV', 'VA', 'VX', 'VCN', 'XSV', 'XSA']);
const COPULA = 'VCP';
const ADJECTIVE_SUFFIX = 'XSA';
const ROOT_TAGS = new Set(['XR', 'NNG']);

export interface Unit {
  /** The characters of the text that it comes from; stems of one fused form share them. */
  readonly surface: string;
  /** The surface itself, or the stem. */
  readonly text: string;
}

/** The morphemes as they stand in the text. */
export function toSurfaces(morphemes: readonly Morpheme[]): Unit[] {
  return morphemes.map(({ surface }) => ({ surface, text: surface }));
}

/**
 * The dictionary forms of the morphemes, near to what KoNLPy's `Okt().morphs(text, stem=True)` gives: fused verbs are
 * taken apart (예뻤 = 예쁘 + 었), endings and the copula dropped, verbs and adjectives end in 다, and an adjective suffix
 * joins its root (지루 + 하 → 지루하다).
 *
 * @param morphemes with their features
 */
export function toStems(morphemes: readonly Morpheme[]): Unit[] {
  const stems: Unit[] = [];
  let lastTag = '';
  for (const morpheme of morphemes) {
    const { surface } = morpheme;
    for (const { surface: stem, tag } of partsOf(morpheme)) {
      if (tag === ADJECTIVE_SUFFIX && ROOT_TAGS.has(lastTag)) stems.push(joined(stems.pop(), surface, stem));
      else if (VERBAL_TAGS.has(tag)) stems.push({ surface, text: `${stem}다` });
      else if (!tag.startsWith('E') && tag !== COPULA) stems.push({ surface, text: stem });
      lastTag = tag;
    }
  }
  return stems;
}

/** An adjective suffix with the root before it. */
function joined(root: Unit = { surface: '', text: '' }, surface: string, suffix: string): Unit {
  return { surface: root.surface + surface, text: `${root.text}${suffix}다` };
}

type Part = Pick<Morpheme, 'surface' | 'tag'>;

/** The parts of a fused verb or adjective, by the dictionary's `하/XSA/*+았/EP/*`; all else is whole. */
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
