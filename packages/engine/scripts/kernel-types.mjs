// Prints the TypeScript types of the kernels: the exports of assembly's modules.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import ts from 'typescript';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const MODULES = { LayerKernels: 'layers', OptimizerKernels: 'optimizer', MatMulKernels: 'matmul' };

/** By AssemblyScript's name for it. */
const PARAMETERS = {
  Float32Pointer: 'Float32Pointer',
  Float64Pointer: 'Float64Pointer',
  Int32Pointer: 'Int32Pointer',
  bool: 'boolean',
  f32: 'Scalar',
  i32: 'Scalar',
  u32: 'Scalar',
  usize: 'Scalar',
};
const RESULTS = { f64: 'number', void: 'void' };

const interfaces = Object.entries(MODULES).map(([name, module]) => {
  const members = [...exportsOf(join(root, 'assembly', `${module}.ts`))].map(([, node]) => typeOf(node));
  return `/** The exports of \`assembly/${module}.ts\`, documented there. */
    export interface ${name} { ${members.sort().join('\n')} }`;
});
const file = join(root, 'src/backend/kernel-types.ts');
const text = `// Written by \`npx nx run engine:kernel-types\` from assembly/.
  import type { Float32Pointer, Float64Pointer, Int32Pointer, Scalar } from './pointer';

  ${interfaces.join('\n\n')}`;
process.stdout.write(await format(text, { ...(await resolveConfig(file)), filepath: file }));

/** The declarations that a module exports, by name. */
function exportsOf(path) {
  const declarations = new Map();
  const { statements } = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  for (const statement of statements) {
    if (ts.isExportDeclaration(statement)) {
      const from = exportsOf(join(dirname(path), `${statement.moduleSpecifier.text}.ts`));
      const names = statement.exportClause?.elements.map(({ name }) => name.text) ?? [...from.keys()];
      for (const name of names) declarations.set(name, from.get(name));
    } else if (statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) {
      const declaration = statement.declarationList?.declarations[0] ?? statement;
      declarations.set(declaration.name.text, declaration);
    }
  }
  return declarations;
}

function typeOf(declaration) {
  const { name, parameters, type } = declaration;
  if (ts.isVariableDeclaration(declaration)) return `readonly ${name.text}: WebAssembly.Global;`;
  const list = parameters.map((parameter) => `${parameter.name.text}: ${typeIn(PARAMETERS, parameter.type)}`);
  return `${name.text}(${list.join(', ')}): ${typeIn(RESULTS, type)};`;
}

function typeIn(types, node) {
  const name = node.getText();
  if (Object.hasOwn(types, name)) return types[name];
  throw new Error(
    `A kernel in ${node.getSourceFile().fileName} has the type ${name}; add it to kernel-types.mjs.`,
  );
}
