// Lints texts as if they were files of this workspace: reads [{file, text}] from stdin, prints a list of messages per file.
// Leaves out the rules that load types or Nx's graph, because they take most of the time.
import { text } from 'node:stream/consumers';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

const { disableTypeChecked } = tseslint.configs;
const rules = { ...disableTypeChecked.rules, '@nx/enforce-module-boundaries': 'off' };
const eslint = new ESLint({ cwd: process.argv[2], overrideConfig: [{ ...disableTypeChecked, rules }] });
const messages = [];
for (const { file, text: code } of JSON.parse(await text(process.stdin))) {
  const [result] = await eslint.lintText(code, { filePath: file });
  messages.push(result.messages.map(({ ruleId, message }) => `${ruleId}: ${message}`));
}
process.stdout.write(JSON.stringify(messages));
