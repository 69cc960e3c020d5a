import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const MAIN = join(__dirname, '../dist/main.js');

test('the main thread loads neither TensorFlow.js nor what reads runs and data: every command would start slower', () => {
  const script = 'require(process.argv[1]); console.log(JSON.stringify(Object.keys(require.cache)));';
  const output = execFileSync(process.execPath, ['-e', script, MAIN], { encoding: 'utf8' });
  const files = JSON.parse(output) as string[];
  expect(files).toContain(MAIN);
  const slow = /node_modules[\\/](@tensorflow|zod|protobufjs)|packages[\\/](data|lab|models|runs|text)[\\/]/;
  expect(files.filter((file) => slow.test(file))).toEqual([]);
});
