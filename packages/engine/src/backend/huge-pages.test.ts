import { readFileSync } from 'node:fs';
import { newHeapState } from './heap';
import { adviseHugePages } from './huge-pages';
import { addressOf } from './koffi';

/** The flags of the mapping of this process that has an address. */
function flagsAt(address: number): string[] {
  const mappings = readFileSync('/proc/self/smaps', 'utf8').split(/^(?=[0-9a-f]+-[0-9a-f]+ )/m);
  const found = mappings.find((mapping) => {
    const [begin, end] = mapping.split(' ', 1)[0].split('-');
    return parseInt(begin, 16) <= address && address < parseInt(end, 16);
  });
  return (
    /^VmFlags: (.*)$/m
      .exec(found ?? '')?.[1]
      .trim()
      .split(' ') ?? []
  );
}

const onLinux = process.platform === 'linux' ? it : it.skip;

onLinux("asks for huge pages for a heap's memory", () => {
  const { memory } = newHeapState();
  const address = addressOf(memory.buffer);
  expect(flagsAt(address)).not.toContain('hg');
  adviseHugePages(memory);
  expect(flagsAt(address)).toContain('hg');
});
