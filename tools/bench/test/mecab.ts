import { findProgram, withTool } from '@rnn-lab/testing';

/** For tests that run the real MeCab. */
export const { test: testWithMecab } = withTool('mecab', findProgram('mecab') !== undefined);
