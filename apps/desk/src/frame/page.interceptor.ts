import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  StreamableFile,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import { from, type Observable, lastValueFrom } from 'rxjs';
import { saved } from '../sign-in/sessions.js';
import { NothingNew, REACH, Redirection, ShownPage } from './page.js';
import { PageRenderer } from './page-renderer.js';

const packed = promisify(gzip);

/** Turns what a route answers into a page, or leads on to another one. */
@Injectable()
export class PageInterceptor implements NestInterceptor {
  constructor(private readonly rendering: PageRenderer) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const [request, response] = [http.getRequest<Request>(), http.getResponse<Response>()];
    response.locals[REACH] = Reflect.getMetadata(REACH, context.getHandler());
    return from(this.#answer(request, response, next));
  }

  async #answer(request: Request, response: Response, next: CallHandler): Promise<unknown> {
    const answer: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
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
    if (!(answer instanceof ShownPage)) return answer;
    const html = this.rendering.html(answer, request, response);
    response.status(answer.status).type('html').vary('Accept-Encoding');
    if (request.acceptsEncodings('gzip') !== 'gzip') return html;
    response.set('Content-Encoding', 'gzip');
    // A buffer would be told as JSON.
    return new StreamableFile(await packed(html));
  }
}
