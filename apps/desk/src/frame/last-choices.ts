import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { currentRequest } from '@kept-informed/access';
import { ReadModel } from '@kept-informed/case-work';
import { OwnForce } from '@kept-informed/commitments';
import type { Request, Response } from 'express';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { type KeptChoice, keepChoice, lastChoice } from './last-choice.queries.js';
import { type PageReach, reachIn, ShownPage } from './page.js';

/** What somebody chose last on a page, for its link. */
export interface OfferedChoice {
  readonly page: string;
  readonly href: string;
  readonly words: string;
}

/** Under this key an answer holds what is offered again. */
const OFFERED = 'last-choice';
const longest = 100;

export const offeredIn = (response: Response): OfferedChoice | null =>
  (response.locals[OFFERED] as OfferedChoice | undefined) ?? null;

/**
 * What somebody chose last on a page stands in its address, and is offered again where that says nothing. It is never chosen
 * for them: a board that is narrowed without their doing would hide what they have to see.
 */
@Injectable()
export class LastChoices implements NestInterceptor {
  constructor(
    private readonly reading: ReadModel,
    private readonly force: OwnForce,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    const reach = reachIn(context.getHandler());
    if (!reach.choices || request.method !== 'GET') return next.handle();
    return from(this.#around(request, http.getResponse<Response>(), { next, reach }));
  }

  async #around(request: Request, response: Response, { next, reach }: { next: CallHandler; reach: PageReach }) {
    const answer: unknown = await lastValueFrom(next.handle());
    if (!(answer instanceof ShownPage) || hasFaults(answer.model)) return answer;
    const place = { staffId: currentRequest().principal!.staffId, page: reach.at };
    const choice = choiceIn(request.query, reach);
    if (Object.keys(choice).length > 0) await keepChoice(this.reading.manager, place, choice);
    else response.locals[OFFERED] = this.#offered(reach, await lastChoice(this.reading.manager, place));
    return answer;
  }

  #offered({ at, choices }: PageReach, kept: KeptChoice | undefined): OfferedChoice | undefined {
    if (!kept) return undefined;
    // In the order of the page: the database has one of its own.
    const said = Object.keys(choices!).flatMap((name) => (kept[name] ? [[name, kept[name]] as [string, string]] : []));
    const words = said.map(([name, value]) => choices![name]!(value, this.force));
    return { page: at, href: `/${at}?${new URLSearchParams(said)}`, words: words.join(', ') };
  }
}

const hasFaults = (model: { readonly faults?: readonly unknown[] }): boolean => (model.faults?.length ?? 0) > 0;

function choiceIn(query: Request['query'], { choices }: PageReach): KeptChoice {
  const said = Object.keys(choices!).map((name) => [name, query[name]] as const);
  return Object.fromEntries(
    said.filter((one): one is [string, string] => {
      const [, value] = one;
      return typeof value === 'string' && value !== '' && value.length <= longest;
    }),
  );
}
