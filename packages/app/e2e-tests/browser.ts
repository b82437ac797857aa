import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { Browser, BrowserContext, chromium, Page } from 'playwright-core';
import { checkout } from './portal';

/** Where the screenshots are kept. */
const screenshots = join(checkout, '.portal', 'test', 'screenshots');

function findChromium(): string | undefined {
  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    try {
      return execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();
    } catch {
      // the next name
    }
  }
  return undefined;
}

/** Path of a Chromium on this machine; `undefined` skips the browser tests by name. */
export const chromiumPath = findChromium();

export async function launchBrowser(args: string[] = []): Promise<Browser> {
  return await chromium.launch({
    executablePath: chromiumPath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', ...args],
  });
}

/** A person at a browser, with the theme and language they chose. */
export async function openContext(
  browser: Browser,
  options: { theme?: 'light' | 'dark'; language?: 'en' | 'ko'; ignoreHTTPSErrors?: boolean } = {},
): Promise<BrowserContext> {
  const { theme = 'light', language = 'en', ignoreHTTPSErrors } = options;
  const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, colorScheme: theme, ignoreHTTPSErrors });
  context.setDefaultTimeout(30_000);
  await context.addInitScript(
    ([chosenTheme, chosenLanguage]) => {
      localStorage.setItem('theme', chosenTheme);
      localStorage.setItem('language', chosenLanguage);
    },
    [theme, language],
  );
  return context;
}

export async function screenshot(page: Page, name: string): Promise<void> {
  mkdirSync(screenshots, { recursive: true });
  await page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: true });
}

/** What axe finds on the page, one line for each: rule, place and what is wrong. `within` limits it to our own parts. */
export async function violations(page: Page, within?: string): Promise<string[]> {
  const builder = new AxeBuilder({ page });
  const { violations: found } = await (within ? builder.include(within) : builder).analyze();
  return found.flatMap(item => item.nodes.map(node => `${item.id} ${node.target.join(' ')}: ${item.help}`));
}
