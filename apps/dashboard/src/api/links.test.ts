import {
  comparePage,
  evaluationPath,
  playgroundPage,
  predictionsPath,
  predictionsTablePath,
  runPage,
  signInPage,
} from './links';
import { splitNames } from './name-list';

it('encodes a run’s name', () => {
  expect(runPage('a b\\c?')).toBe('/runs/a%20b%5Cc%3F');
  expect(runPage('100%')).toBe('/runs/100%25');
  expect(runPage('%41bc')).toBe('/runs/%2541bc');
  expect(predictionsTablePath({ id: 'a b', split: 'test' })).toBe('/runs/a%20b/predictions/test.csv');
});

it('names the output of a model with several', () => {
  const of = { id: 'run', split: 'test', output: 'a&b' };
  expect(predictionsPath(of, { limit: '1' })).toBe('/runs/run/predictions/test?output=a%26b&limit=1');
  expect(predictionsTablePath(of)).toBe('/runs/run/predictions/test.csv?output=a%26b');
  expect(playgroundPage('run', of)).toBe('/runs/run/playground?output=a%26b');
  expect(evaluationPath(of)).toBe('/runs/run/evaluation/test?output=a%26b');
  expect(evaluationPath({ id: 'run', split: 'test' })).toBe('/runs/run/evaluation/test');
});

it('lists the runs to compare, with commas in names encoded', () => {
  const names = ['sine-1', 'a,b', '50%', '#&+'];
  expect(comparePage(['sine-1', 'sine-2'])).toBe('/compare?runs=sine-1,sine-2');
  const { searchParams } = new URL(comparePage(names), 'http://localhost');
  expect(splitNames(searchParams.get('runs') ?? '')).toEqual(names);
});

it('passes the end of a long review to the playground', () => {
  expect(playgroundPage('run')).toBe('/runs/run/playground');
  const { searchParams } = new URL(
    playgroundPage('run', { text: `${'가'.repeat(6_000)}끝` }),
    'http://localhost',
  );
  expect(searchParams.get('text')).toBe(`${'가'.repeat(4_999)}끝`);
});

it('returns to the page after signing in', () => {
  expect(signInPage('/compare?runs=a,b')).toBe('/sign-in?next=%2Fcompare%3Fruns%3Da%2Cb');
  expect(signInPage('/', { isWrong: true })).toBe('/sign-in?next=%2F&wrong=yes');
});
