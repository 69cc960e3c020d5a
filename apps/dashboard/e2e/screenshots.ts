import { join } from 'node:path';
import { launchBrowser } from './chromium';
import { Workbench } from './workbench';

/** Takes the README's two screenshots of runs that it trains first: about two minutes; needs the data sets. */

const DOCS = join(__dirname, '../../../docs');
const VIEWPORT = { width: 1440, height: 900 };

async function takeScreenshots(): Promise<void> {
  const workbench = new Workbench();
  try {
    for (const seed of [0, 1, 2]) await workbench.train('sine', '--seed', String(seed));
    await workbench.train('deaths', '--tag', 'notebook');
    await workbench.train('imdb', '--tag', 'notebook');
    await workbench.train('nsmc', '--token-form', 'lemma', '--tag', 'lemmas');
    const [nsmc] = await workbench.train('nsmc', '--tag', 'notebook');
    const address = await workbench.serve();
    workbench.startTraining('nsmc', '--seed', '1');

    const browser = await launchBrowser();
    const page = await browser.newPage({ viewport: VIEWPORT, locale: 'en-US', colorScheme: 'light' });
    await page.goto(address);
    const running = page.getByRole('row').filter({ hasText: 'running' });
    await running.locator('polyline').first().waitFor({ timeout: 60_000 });
    await page.screenshot({ path: join(DOCS, 'dashboard-runs.png') });

    await page.goto(`${address}/runs/${nsmc.id}`);
    await page.locator('canvas').nth(1).waitFor();
    await page.screenshot({ path: join(DOCS, 'dashboard-run.png') });
    await browser.close();
  } finally {
    await workbench.close();
  }
}

void takeScreenshots();
