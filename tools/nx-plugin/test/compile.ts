import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as ts from 'typescript';

/**
 * Checks the types of some files of a workspace, and compiles those that aren't tests to their project's dist: one program
 * over the packages' sources, instead of a build of every project that depends on a changed one.
 *
 * @param files from the root
 * @param name of a tsconfig with these files, which this writes to the root
 * @returns the compiler's errors
 */
export function compile(root: string, files: readonly string[], name: string): string {
  const config = {
    extends: './tsconfig.base.json',
    compilerOptions: {
      composite: false,
      declaration: false,
      declarationMap: false,
      lib: ['es2023', 'dom'],
      types: ['jest', 'node'],
      rootDir: '.',
      paths: { '@rnn-lab/*': ['./packages/*/src/index.ts'] },
    },
    files,
  };
  writeFileSync(join(root, name), JSON.stringify(config));
  const { options, errors } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const program = ts.createProgram(
    files.map((file) => join(root, file)),
    options,
  );
  const found = [...errors, ...program.getOptionsDiagnostics()];
  for (const file of files) {
    const source = program.getSourceFile(join(root, file));
    found.push(...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source));
    if (!file.endsWith('.test.ts')) program.emit(source, writeToDist);
  }
  const host = { getCanonicalFileName: String, getCurrentDirectory: () => root, getNewLine: () => '\n' };
  return ts.formatDiagnostics(found, host);
}

function writeToDist(path: string, text: string): void {
  const output = path.replace('/src/', '/dist/');
  mkdirSync(dirname(output), { recursive: true });
  writeFileSync(output, text);
}
