import { readFileSync } from 'node:fs';
import { adviseHugePages } from './huge-pages';
import { newHeapState } from './heap';

/** Mappings of this process that asked for huge pages. */
function advisedMappings(): number {
  return readFileSync('/proc/self/smaps', 'utf8').match(/^VmFlags:.* hg\b/gm)?.length ?? 0;
}

const onLinux = process.platform === 'linux' ? it : it.skip;

onLinux("asks for huge pages for a heap's memory", () => {
  const { memory } = newHeapState();
  const before = advisedMappings();
  adviseHugePages(memory);
  expect(advisedMappings()).toBeGreaterThan(before);
});
