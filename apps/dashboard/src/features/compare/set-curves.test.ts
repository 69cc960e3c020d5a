import { bySeedSet } from './set-curves';

const curves = ['a', 'b', 'c', 'd'].map((id) => ({ id }));

it('takes a set with one curve for a run', () => {
  const { means, others } = bySeedSet(curves, [
    { name: 'two', ids: ['a', 'c'] },
    { name: 'one', ids: ['b', 'missing'] },
  ]);
  expect(means).toEqual([{ name: 'two', curves: [{ id: 'a' }, { id: 'c' }] }]);
  expect(others).toEqual([{ id: 'b' }, { id: 'd' }]);
});
