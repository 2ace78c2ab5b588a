import { readFileSync } from 'node:fs';
import { chromium, Browser, Page } from 'playwright-core';
import { part } from './parts';

/** What axe found on a page that keeps somebody out. */
export interface AccessibilityFinding {
  readonly id: string;
  readonly impact: string;
  readonly help: string;
  readonly targets: readonly string[];
}

/** A page that is open, with everything that it complained about and asked for. */
export interface OpenPage {
  readonly page: Page;
  /** Errors of its console and exceptions of its scripts. */
  readonly errors: readonly string[];
  /** What it asked for beyond itself. */
  readonly requests: readonly string[];
}

/** Starts the browser that is installed. */
export async function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: part('chromium'), args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}

/** Opens a page and waits until nothing loads any more. */
export async function openPage(browser: Browser, url: string, width = 1280): Promise<OpenPage> {
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  const errors: string[] = [];
  const requests: string[] = [];
  page.on('console', message => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', error => errors.push(String(error)));
  page.on('request', request => request.url() !== url && !request.url().startsWith('data:') && requests.push(request.url()));
  await page.goto(url, { waitUntil: 'load' });
  return { page, errors, requests };
}

/** What axe finds on a page, of the given gravity. */
export async function accessibilityFindings(page: Page, impacts: readonly string[] = ['serious', 'critical']): Promise<AccessibilityFinding[]> {
  await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
  const violations = await page.evaluate('axe.run(document).then(result => result.violations)') as { id: string; impact: string; help: string; nodes: { target: string[] }[] }[];
  return violations.filter(({ impact }) => impacts.includes(impact)).map(({ id, impact, help, nodes }) => ({ id, impact, help, targets: nodes.map(({ target }) => target.join(' ')) }));
}
