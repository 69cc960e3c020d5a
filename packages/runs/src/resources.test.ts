import { Resources } from './resources';

const NOTHING = { cpuSeconds: 0, peakMemory: 0, samples: [] };

function work(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

it('counts the CPU time of this process since it began, and its memory', () => {
  const resources = new Resources(NOTHING);
  work(200);
  const { cpuSeconds, peakMemory, samples } = resources.sample();
  expect(cpuSeconds).toBeGreaterThan(0);
  expect(samples).toHaveLength(1);
  expect(samples[0].seconds).toBeGreaterThanOrEqual(0.2);
  expect(samples[0].cpuSeconds).toBe(cpuSeconds);
  // Node alone needs more than 20 MB.
  expect(samples[0].memory).toBeGreaterThan(20e6);
  expect(peakMemory).toBeGreaterThan(20e6);
});

it('keeps 128 samples at most, the first one among them, in the order of time', () => {
  const resources = new Resources(NOTHING);
  const first = resources.sample().samples[0];
  let most = 0;
  for (let i = 0; i < 1000; i++) most = Math.max(most, resources.sample().samples.length);
  const { samples } = resources.sample();
  expect(most).toBe(128);
  expect(samples[0]).toEqual(first);
  const times = samples.map(({ seconds }) => seconds);
  expect(times).toEqual([...times].sort((a, b) => a - b));
});

it('continues what a resumed run has used', () => {
  const earlier = {
    cpuSeconds: 100,
    peakMemory: 1e15,
    samples: [{ seconds: 60, cpuSeconds: 90, memory: 5 }],
  };
  const { cpuSeconds, peakMemory, samples } = new Resources(earlier).sample();
  expect(cpuSeconds).toBeGreaterThanOrEqual(100);
  expect(peakMemory).toBe(1e15);
  expect(samples).toHaveLength(2);
  expect(samples[1].seconds).toBeGreaterThanOrEqual(60);
  expect(earlier.samples).toHaveLength(1);
});
