import { withRequest } from '@kept-informed/access';
import { fixedClock } from '@kept-informed/calendar';
import { demoForceFile, DirectoryHolder } from '@kept-informed/directory';
import type { Request, Response } from 'express';
import { REACH, type ShownPage } from './frame/page.js';
import { PageRenderer } from './frame/page-renderer.js';
import { Writers } from './frame/writers.js';

const addresses = { styles: '/assets/desk.css', script: '/assets/desk.js', icon: '/assets/icon.svg' };
const rendering = new PageRenderer({
  assets: { addresses } as never,
  clock: fixedClock('2026-11-27T14:05:00Z'),
  directory: new DirectoryHolder(demoForceFile()),
  writers: new Writers([Buffer.alloc(32, 1)]),
  isStrict: true,
});

const principal = { subject: 'pc-1001', staffId: 'pc-1001', roles: ['desk', 'supervisor'], until: 0 };

/** What a sample is shown with beside its model. */
interface ShownWith {
  readonly people?: boolean;
  readonly reach?: object;
  readonly draft?: object;
  /** Who looks, where somebody is signed in as another than usual. */
  readonly by?: object;
}

/** A sample as it is answered: from a model that throws where a page asks for what it has not. */
export function rendered(shown: ShownPage, { people = true, reach, draft, by = principal }: ShownWith = {}): string {
  const request = { path: '/my-work', session: {}, params: { caseId: 'c-1' } } as unknown as Request;
  const response = { locals: { nonce: 'abc', [REACH]: { people, ...reach }, draft } } as unknown as Response;
  return withRequest({ requestId: 'r-1', principal: by as never }, () => rendering.html(shown, request, response));
}

/** Parts of pages, which no browser shows alone. */
export const isFragment = ({ view }: ShownPage): boolean =>
  ['outcome.njk', 'foreseen.njk', 'board-rows.njk'].includes(view.file);
