import { readModel } from './model-artifacts';
import { readPreprocessing, readVocabulary } from './reader';
import type { ModelArtifacts } from './model-artifacts';
import type { PreprocessingInput } from './preprocessing';

/** A model of texts, whole: what an ensemble keeps of each of its members. */
export interface MemberModel {
  artifacts: ModelArtifacts;
  preprocessing: PreprocessingInput;
  /** The words in the order of their ranks, from 1. */
  vocabulary: readonly string[];
}

/**
 * Reads the model of a run on texts, to make it the member of an ensemble.
 *
 * @throws RunsError `missing-file` if a part of it is missing; others if a file is broken
 */
export async function readMember(directory: string): Promise<MemberModel> {
  const [artifacts, preprocessing, vocabulary] = await Promise.all([
    readModel(directory),
    readPreprocessing(directory),
    readVocabulary(directory),
  ]);
  return { artifacts, preprocessing, vocabulary };
}
