import type { NextFunction, Request, Response } from 'express';
import type { FormBody } from './form-body.js';
import { NoSuchPage, Unreadable } from './page-trouble.js';

/**
 * No address holds U+0000: what brings one was made by no link, and no table can be asked for it. Nor is it anything else
 * than a path, as `OPTIONS *` has it.
 */
export function cleanAddress({ url, path }: Request, _response: Response, next: NextFunction): void {
  next(url.includes('%00') || !path.startsWith('/') ? new NoSuchPage() : undefined);
}

/** Nor does anything that can be typed into a form. */
export function cleanForm({ body }: Request, _response: Response, next: NextFunction): void {
  const texts = Object.entries((body ?? {}) as FormBody).flat(2);
  next(texts.some((text) => text?.includes('\0')) ? new Unreadable() : undefined);
}
