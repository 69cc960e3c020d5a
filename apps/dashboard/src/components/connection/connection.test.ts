import { ANSWER_WITHIN, ASK_EVERY } from './connection';

test('a lost server is noticed within 5 s', () => {
  expect(ASK_EVERY + ANSWER_WITHIN).toBeLessThanOrEqual(5_000);
});
