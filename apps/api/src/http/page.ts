import { ApiProperty } from '@nestjs/swagger';
import { IntField, Text } from '@kept-informed/fields';
import type { Response, Request } from 'express';

/** A query parameter that may be left out. */
export const asText = { optional: true, fromText: true };

/** Stands for whoever asks, where a question is about somebody. */
export const asker = 'me';

/** What every list takes. */
export class PageQuery {
  @IntField({ min: 1, max: 500, optional: true, fromText: true, description: 'At most so many; 50 if left out.' })
  limit?: number;

  @Text({ max: 1_024, optional: true, fromText: true, description: 'Where the page before ended, as its `next` said.' })
  cursor?: string;
}

export const defaultLimit = 50;

/** A page of a list. `next` is null on the last one; `position` is the highest fact that the page reflects. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
  readonly position: string;
}

/** Cuts one item more than asked for down to a page, and says in it where the next begins. */
export function cutToPage<T>(
  found: readonly T[],
  limit: number,
  position: string,
  cursorAfter: (last: T) => string,
): Page<T> {
  const items = found.slice(0, limit);
  return { items, next: found.length > limit ? cursorAfter(items.at(-1)!) : null, position };
}

/** The same, and says it as a Link too. */
export function pageOf<T>(
  found: readonly T[],
  limit: number,
  position: string,
  cursorAfter: (last: T) => string,
  { request, response }: { request: Request; response: Response },
): Page<T> {
  const page = cutToPage(found, limit, position, cursorAfter);
  if (page.next !== null) linkTo(page.next, { request, response });
  return page;
}

/** Says where the next page begins as a Link. */
export function linkTo(cursor: string, { request, response }: { request: Request; response: Response }): void {
  const url = new URL(request.originalUrl, 'http://here');
  url.searchParams.set('cursor', cursor);
  response.setHeader('Link', `<${url.pathname}${url.search}>; rel="next"`);
}

/** The members of every page in OpenAPI; the items are the list's own. */
export class PageEnds {
  @ApiProperty({ type: String, nullable: true, description: 'Cursor of the next page; null on the last.' })
  readonly next: string | null;

  @ApiProperty({ description: 'The highest position in the store that this page reflects.' })
  readonly position: string;
}
