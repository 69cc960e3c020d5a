import { EpochLines } from './epoch-lines';
import type { Terminal } from './terminal';

let printed: string[];
const terminal = { line: (text: string) => printed.push(text) } as unknown as Terminal;

/** The numbers of the epochs that are printed, and how many other lines there are. */
function print(epochs: number, ended: number): { numbers: number[]; notes: number } {
  printed = [];
  const lines = new EpochLines(terminal, epochs);
  for (let epoch = 1; epoch <= ended; epoch++) lines.add(epoch, `${epoch}`);
  lines.flush();
  const numbers = printed.map(Number).filter((number) => !Number.isNaN(number));
  return { numbers, notes: printed.length - numbers.length };
}

test('prints every one of few epochs', () => {
  expect(print(30, 30)).toEqual({ numbers: Array.from({ length: 30 }, (_, i) => i + 1), notes: 0 });
});

test('prints some of many short epochs, and says so once', () => {
  const { numbers, notes } = print(10_000, 10_000);
  expect(numbers).toEqual(expect.arrayContaining([1, 2, 5, 10, 20, 50, 100, 2000, 5000, 10_000]));
  // On a busy machine, some are printed because a second has passed.
  expect(numbers.length).toBeLessThan(1000);
  expect(notes).toBe(1);
});

test('prints the last epoch of a training that ends early', () => {
  expect(print(1000, 37).numbers.at(-1)).toBe(37);
});
