import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  StreamableFile,
} from '@nestjs/common';
import { Clock } from '@kept-informed/calendar';
import { LookKeeper } from '@kept-informed/case-work';
import type { Request, Response } from 'express';
import { from, type Observable, lastValueFrom } from 'rxjs';
import { saved } from '../sign-in/sessions.js';
import { administers } from './administration.js';
import { FormDrafts } from './form-drafts.js';
import { NothingNew, type PageReach, REACH, reachIn, Redirection, ShownPage } from './page.js';
import { PageRenderer } from './page-renderer.js';

const packed = promisify(gzip);

interface RouteOfPage {
  readonly next: CallHandler;
  readonly reach: PageReach;
}

/**
 * Turns what a route answers into a page, or leads on to another one. Whoever it can show, because they were read in clear for
 * it, is on record before it leaves; a page that did not say that it shows people shows none.
 */
@Injectable()
export class PageInterceptor implements NestInterceptor {
  constructor(
    private readonly rendering: PageRenderer,
    private readonly looks: LookKeeper,
    private readonly drafts: FormDrafts,
    private readonly clock: Clock,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const [request, response] = [http.getRequest<Request>(), http.getResponse<Response>()];
    const reach = reachIn(context.getHandler());
    response.locals[REACH] = reach;
    if (request.method === 'POST' && reach.roles.includes('admin')) administers(this.#actOf(request, reach));
    return from(this.#answer(request, response, { next, reach }));
  }

  #actOf({ method, params }: Request, { at }: PageReach) {
    return { at: this.clock.now(), act: `${method} /${at}`, object: Object.values(params).join('/') };
  }

  async #answer(request: Request, response: Response, { next, reach }: RouteOfPage): Promise<unknown> {
    const answer = await this.drafts.around(request, response, () =>
      lastValueFrom(next.handle(), { defaultValue: undefined }),
    );
    if (answer instanceof Redirection) {
      // The next page must not be asked for before what it goes by is stored.
      await saved(request);
      response.status(303).location(answer.to);
      return '';
    }
    if (answer instanceof NothingNew) {
      response.status(204);
      return '';
    }
    await this.#keepLook(request, reach);
    if (!(answer instanceof ShownPage)) return answer;
    const html = this.rendering.html(answer, request, response);
    response.status(answer.status).type('html').vary('Accept-Encoding');
    if (request.acceptsEncodings('gzip') !== 'gzip') return html;
    response.set('Content-Encoding', 'gzip');
    // A buffer would be told as JSON.
    return new StreamableFile(await packed(html));
  }

  async #keepLook({ method, ip }: Request, { at, people }: PageReach): Promise<void> {
    if (!this.looks.shown) return;
    if (!people) throw new Error(`The page ${at} shows people and does not say so`);
    await this.looks.keep({ route: `${method} /${at}`, cameFrom: ip ?? 'unknown' });
  }
}
