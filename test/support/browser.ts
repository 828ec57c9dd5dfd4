import { existsSync } from 'node:fs';
import axe from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright-core';

/**
 * A real browser: the one of CHROMIUM or of the machine, else the one from npm, which the global set-up has unpacked. As root
 * it has no sandbox of its own; nothing else of what it does for safety is switched off.
 */
export function startBrowser(): Promise<Browser> {
  const own = process.env['CHROMIUM'] || '/usr/bin/chromium';
  const executablePath = existsSync(own) ? own : process.env['KI_TEST_CHROMIUM'];
  if (!executablePath) throw new Error('No browser: name the spec *.int.spec.ts, so that jest finds one.');
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-quic', '--no-first-run'] });
}

/** What axe finds against WCAG 2.2 A and AA on a page as it stands, each with where it is. */
export async function inaccessible(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const violations = (await page.evaluate(
    `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then((r) => r.violations)`,
  )) as { id: string; nodes: { target: string[] }[] }[];
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
