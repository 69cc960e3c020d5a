import { basename } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { importRun } from '@rnn-lab/runs';
import { describeInBrowser, launchBrowser, openPage, PHONE } from './browser';
import { Workbench } from './workbench';
import type { MetricLine } from '@rnn-lab/runs';
import type { Browser } from 'playwright-core';

const SHA256 = '0e55be07e7a75d04f739c9adbb8974c80c95146e01412e47767cb44f95850c3f';
const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

describeInBrowser('an imported run', () => {
  const workbench = new Workbench();
  let browser: Browser;
  let page: string;

  beforeAll(async () => {
    const lines = [1, 2, 3].map((epoch): MetricLine => {
      const place = { kind: 'epoch', split: 'validation', step: 10 * epoch, epoch } as const;
      return { ...place, t: epoch, time: 1_700_000_000_000 + 1000 * epoch, loss: 1 / epoch };
    });
    const directory = importRun({
      runsDir: workbench.runs,
      experiment: 'imported',
      title: { en: 'logs/a', ko: 'logs/a' },
      command: 'npx rnn-lab import logs/a',
      params: { log: 'logs/a' },
      caveats: [{ en: 'Imported from a log.', ko: '로그에서 가져온 실행입니다.' }],
      imported: { format: 'tensorboard', files: [{ path: 'logs/a/events', bytes: 1983, sha256: SHA256 }] },
      lines,
    });
    page = `${await workbench.serve()}/runs/${basename(directory)}`;
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await workbench.close();
  });

  it.each([
    ['en-US', 'Imported from a log.', 'Imported from TensorBoard', 'Seed', 'Data', 'Hyperparameters'],
    ['ko-KR', '로그에서 가져온 실행입니다.', 'TensorBoard에서 가져옴', '시드', '데이터', '하이퍼파라미터'],
  ])(
    'shows in %s where it comes from, and nothing that is not known',
    async (locale, caveat, title, seed, data, parameters) => {
      const opened = await openPage(browser, { ...PHONE, locale });
      await opened.page.goto(page);
      await opened.page.getByText(caveat).waitFor();
      await opened.page.getByRole('application').first().waitFor();
      await opened.page.locator('#provenance > summary').click();
      await opened.page.getByRole('heading', { name: title }).waitFor();
      const provenance = await opened.page.locator('#provenance').innerText();
      expect(provenance).toContain(SHA256);
      expect(provenance).toMatch(/^logs\/a$/m);
      expect(provenance).not.toContain(seed);
      for (const name of [data, parameters]) {
        expect(await opened.page.getByRole('heading', { name, exact: true }).count()).toBe(0);
      }
      const { violations } = await new AxeBuilder({ page: opened.page }).withTags(STANDARD).analyze();
      expect(violations.map(({ id }) => id)).toEqual([]);
      expect(opened.faults).toEqual([]);
      await opened.page.context().close();
    },
  );
});
