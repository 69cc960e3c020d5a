import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Tools that some tests need and not every machine has. */
const TOOLS = [
  'chromium',
  'ext4',
  'keras',
  'mecab',
  'netns',
  'onnxruntime',
  'prlimit',
  'pty',
  'python',
  'redis',
  'strace',
  'tfjs-node',
  'unshare',
] as const;
export type Tool = (typeof TOOLS)[number];

/**
 * `describe` and `test` for tests that need a tool. If it is missing, they are skipped with a warning. If
 * `RNN_LAB_REQUIRE`, a comma-separated list of tools, names it, the test file fails instead.
 *
 * @param isThere whether the tool works on this machine
 * @throws Error if a required tool is missing, or `RNN_LAB_REQUIRE` names an unknown tool
 */
export function withTool(tool: Tool, isThere: boolean): { describe: jest.Describe; test: jest.It } {
  if (isThere) return { describe, test };
  if (isRequired(tool)) {
    throw new Error(`These tests need ${tool}, which RNN_LAB_REQUIRE names, but it isn't installed.`);
  }
  console.warn(`Skipped: the tests that need ${tool}, because it isn't installed.`);
  return { describe: describe.skip as jest.Describe, test: test.skip as jest.It };
}

export function isRequired(tool: Tool): boolean {
  const named = (process.env.RNN_LAB_REQUIRE ?? '').split(',').filter(Boolean);
  const unknown = named.filter((name) => !TOOLS.includes(name as Tool));
  if (unknown.length > 0) {
    throw new Error(`RNN_LAB_REQUIRE names ${unknown.join(', ')}; the tools are ${TOOLS.join(', ')}.`);
  }
  return named.includes(tool);
}

/** The path of the first of these programs on the PATH; undefined if there is none. */
export function findProgram(...names: string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((file) => existsSync(file));
}
