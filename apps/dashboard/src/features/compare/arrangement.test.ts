import { arrange, withFlipped, withMoved, writeArrangement } from './arrangement';

const KEYS = ['param.a', 'param.b', 'result.test.loss'];
const inOrder = (asked: string[]) => writeArrangement(arrange(KEYS, asked));

describe('the arrangement of axes', () => {
  it('is theirs unless the URL asks for another', () => {
    expect(inOrder([])).toEqual(KEYS);
    expect(inOrder(['result.test.loss', '-param.b'])).toEqual(['result.test.loss', '-param.b', 'param.a']);
  });

  it('ignores unknown and repeated axes', () => {
    expect(inOrder(['param.gone', '-param.b', 'param.b'])).toEqual([
      '-param.b',
      'param.a',
      'result.test.loss',
    ]);
  });

  it('moves an axis up to the ends', () => {
    const moved = (from: number, by: number) => writeArrangement(withMoved(arrange(KEYS, []), from, by));
    expect(moved(0, 1)).toEqual(['param.b', 'param.a', 'result.test.loss']);
    expect(moved(2, -1)).toEqual(['param.a', 'result.test.loss', 'param.b']);
    expect(moved(2, 1)).toEqual(KEYS);
    expect(moved(0, -1)).toEqual(KEYS);
  });

  it('flips an axis, and back', () => {
    const once = withFlipped(arrange(KEYS, []), 1);
    expect(writeArrangement(once)).toEqual(['param.a', '-param.b', 'result.test.loss']);
    expect(writeArrangement(withFlipped(once, 1))).toEqual(KEYS);
  });
});
