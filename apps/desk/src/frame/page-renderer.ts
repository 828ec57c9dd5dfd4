import nunjucks from 'nunjucks';
import { currentRequest, type Principal } from '@kept-informed/access';
import { dateInWords, dayInWords, type Clock, momentInWords, timeInWords } from '@kept-informed/calendar';
import type { SvgPicture } from '@kept-informed/charts';
import type { DirectoryHolder } from '@kept-informed/directory';
import type { Request, Response } from 'express';
import type { Assets } from './assets.js';
import { drafted } from './drafted-forms.js';
import type { FormFault } from './form-field.js';
import { viewFolders } from './folders.js';
import { idleMs } from '../sign-in/sessions.js';
import { draftIn } from './form-drafts.js';
import { offeredIn } from './last-choices.js';
import { navigationOf, viewerOf } from './frame.js';
import { REACH, type PageReach, type ShownPage } from './page.js';
import { strict } from './strict.js';
import type { Writers } from './writers.js';

interface PageRendererParts {
  readonly assets: Assets;
  readonly clock: Clock;
  readonly directory: DirectoryHolder;
  readonly writers: Writers;
  /** Throw where a page asks for what its model has not. */
  readonly isStrict: boolean;
}

/** Makes the HTML of pages. All that is put into one is escaped. */
export class PageRenderer {
  readonly #engine: nunjucks.Environment;

  constructor(private readonly parts: PageRendererParts) {
    const loader = new nunjucks.FileSystemLoader(viewFolders());
    this.#engine = new nunjucks.Environment(loader, { autoescape: true, trimBlocks: true, lstripBlocks: true });
    const zone = () => parts.directory.current.force.timeZone;
    this.#engine
      .addFilter('day', dayInWords)
      .addFilter('date', (instant: string) => dateInWords(instant, zone()))
      .addFilter('time', (instant: string) => timeInWords(instant, zone()))
      .addFilter('moment', (instant: string) => momentInWords(instant, zone()))
      .addFilter('drawing', (one: SvgPicture) => new nunjucks.runtime.SafeString(one.svg))
      .addFilter('faultOn', faultOn)
      .addFilter('spaced', (code: string) => code.replaceAll('-', ' '));
  }

  /** Of a request as far as it has come: one that was refused early has no session, and nobody is named. */
  html({ view, model }: ShownPage, request: Request, response: Response): string {
    const { principal } = currentRequest();
    const m = this.parts.isStrict ? strict(model, 'm') : model;
    return this.#engine.render(view.file, { m, frame: this.#frame(request, response, principal) });
  }

  #frame(request: Request, response: Response, principal: Principal | undefined) {
    const { assets, clock, directory } = this.parts;
    const now = clock.now();
    const reach = response.locals[REACH] as PageReach | undefined;
    return {
      nonce: String(response.locals['nonce']),
      assets: assets.addresses,
      viewer: principal ? viewerOf(principal, request.session?.signedIn?.name, directory.current) : null,
      navigation: navigationOf(principal, request.path),
      mayFind: principal?.roles.some((role) => role === 'desk' || role === 'supervisor') ?? false,
      showsPeople: reach?.people ?? false,
      draft: principal && reach ? this.#draft(reach, request, response, principal) : null,
      ending: principal ? endingOf(principal) : null,
      lastChoice: offeredIn(response),
      keysAreOff: request.session?.signedIn?.keysAreOff ?? false,
      force: directory.current.force.name,
      now,
    };
  }

  /** How the form of a page says whose it is and where it is kept; null: nothing that is typed here is. */
  #draft(reach: PageReach, request: Request, response: Response, { staffId }: Principal) {
    const form = drafted(reach, request.params);
    if (!form) return null;
    const keptAt = draftIn(response)?.keptAt ?? null;
    return { ...form, caseId: form.caseId ?? '', writer: this.parts.writers.sealOf(staffId), keptAt };
  }
}

/** What is wrong with one of these fields, as the macros take it; empty: nothing. A block that was set would be escaped twice. */
const faultOn = (faults: readonly FormFault[], ...fields: readonly string[]): string =>
  faults.find(({ field }) => fields.includes(field))?.text ?? '';

/** In seconds, how long somebody is signed in who does nothing, and at the longest. */
const endingOf = ({ until }: Principal) => ({
  idle: idleMs / 1_000,
  longest: Math.round((until - Date.now()) / 1_000),
});
