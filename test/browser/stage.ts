import chromium from '@sparticuz/chromium';
import { type Browser, type BrowserContextOptions, type Page, chromium as playwright } from 'playwright-core';

/** A page and what went wrong on it. */
interface Visitor {
  readonly page: Page;
  /** What the content security policy refused, and errors that nobody caught. */
  readonly complaints: readonly string[];
}

/** A browser that looks at the running system. */
export interface Stage {
  /** A page of its own, with its own cookies and storage. */
  open(options?: BrowserContextOptions): Promise<Visitor>;
  close(): Promise<void>;
}

async function visit(browser: Browser, baseURL: string, options: BrowserContextOptions): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL,
    locale: 'en-GB',
    reducedMotion: 'reduce',
    viewport: { width: 1280, height: 800 },
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    // The console tells what a policy refused, in workers too.
    if (/Content Security Policy|TrustedScript|violates/i.test(message.text()))
      complaints.push(message.text());
  });
  return { page, complaints };
}

/** Chromium from an npm package, so that it runs where Playwright's own download does not exist. */
export async function setStage(url: string): Promise<Stage> {
  const browser = await playwright.launch({
    executablePath: await chromium.executablePath(),
    args: ['--no-sandbox'],
  });
  return { open: (options = {}) => visit(browser, url, options), close: () => browser.close() };
}
