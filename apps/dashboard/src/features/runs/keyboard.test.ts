import { tableKey } from './keyboard';

describe('tableKey', () => {
  const at = { index: 3, last: 10, page: 20 };
  it.each([
    ['ArrowDown', { move: 4 }],
    ['PageDown', { move: 10 }],
    ['PageUp', { move: 0 }],
    ['End', { move: 10 }],
    ['Enter', { open: true }],
    ['a', null],
  ])('%s', (key, does) => expect(tableKey(key, at)).toEqual(does));
});
