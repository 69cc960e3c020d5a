import { dropEmpty, loadNsmc } from '@rnn-lab/data';
import { characters, classifyLinearly } from '@rnn-lab/text';

/** Prints the seconds from the start of this process until the Naver reviews are classified, and the test accuracy. */
async function classify(dataDir: string, workers: number): Promise<{ seconds: number; accuracy: number }> {
  const nsmc = await loadNsmc({ dataDir });
  const [train, test] = [dropEmpty(nsmc.train), dropEmpty(nsmc.test)];
  const predicted = await classifyLinearly(
    characters([...train, ...test].map(({ document }) => document)),
    train.map(({ label }) => label),
    2,
    { longest: 4, minTexts: 3, naiveBayes: true, cost: 4 },
    { workers },
  );
  const right = test.filter(({ label }, i) => label === predicted[i]).length;
  return { seconds: performance.now() / 1000, accuracy: right / test.length };
}

const [dataDir, workers] = process.argv.slice(2);
void classify(dataDir, Number(workers)).then((result) => process.stdout.write(JSON.stringify(result)));
