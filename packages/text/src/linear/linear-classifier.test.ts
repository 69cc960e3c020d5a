import { characters } from './symbols';
import { classifyLinearly } from './linear-classifier';

const OPTIONS = { longest: 3, minTexts: 2, naiveBayes: true, cost: 4 };
const TOPICS = ['비가 오는 날씨', '골을 넣은 선수', '금리를 올린 은행', '새로 나온 영화'];

/** Texts of each topic in turn. */
function topics(count: number): { texts: string[]; labels: number[] } {
  const labels = Array.from({ length: count }, (_, i) => i % TOPICS.length);
  return { labels, texts: labels.map((label, i) => `${TOPICS[label]} ${i}`) };
}

test.each([1, 2, 3])('tells several classes apart, with %i workers', async (workers) => {
  const { texts, labels } = topics(120);
  const predicted = await classifyLinearly(characters(texts), labels.slice(0, 80), 4, OPTIONS, { workers });
  expect([...predicted]).toEqual(labels.slice(80));
});

test('predicts the only class of the training texts', async () => {
  const predicted = await classifyLinearly(characters(['가', '가 나', '다']), [1, 1], 2, OPTIONS, {
    workers: 1,
  });
  expect([...predicted]).toEqual([1]);
});

test('reports its steps', async () => {
  const { texts, labels } = topics(12);
  const steps: string[] = [];
  const onProgress = (done: number, total: number) => steps.push(`${done}/${total}`);
  await classifyLinearly(characters(texts), labels.slice(0, 8), 4, OPTIONS, { workers: 2, onProgress });
  expect(steps).toEqual(['1/8', '2/8', '3/8', '4/8', '5/8', '6/8', '7/8', '8/8']);
});

test.each([0, 1, 4])('rejects with the reason of a signal that is aborted after %i steps', async (steps) => {
  const { texts, labels } = topics(2000);
  const controller = new AbortController();
  const reason = new Error('enough');
  if (steps === 0) controller.abort(reason);
  const onProgress = (done: number) => done === steps && controller.abort(reason);
  const work = { workers: 2, signal: controller.signal, onProgress };
  await expect(classifyLinearly(characters(texts), labels.slice(0, 1000), 4, OPTIONS, work)).rejects.toBe(
    reason,
  );
});
