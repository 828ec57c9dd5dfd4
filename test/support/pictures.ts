import type { Page } from 'playwright-core';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

/** A picture of all of a page, whoever has the focus. */
export async function pictureOf(page: Page): Promise<PNG> {
  await page.evaluate('document.activeElement?.blur()');
  return PNG.sync.read(await page.screenshot({ fullPage: true, animations: 'disabled', caret: 'hide' }));
}

/**
 * How many pixels of two pictures differ that one browser took a moment after the other. Pictures of different browsers are
 * never compared: each machine has its own, with its own fonts.
 */
export function differingPixels(one: PNG, other: PNG): number {
  if (one.width !== other.width || one.height !== other.height) return Infinity;
  return pixelmatch(one.data, other.data, undefined, one.width, one.height, { threshold: 0.1 });
}
