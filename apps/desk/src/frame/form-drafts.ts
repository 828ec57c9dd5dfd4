import { randomUUID } from 'node:crypto';
import { createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import { currentRequest } from '@kept-informed/access';
import { ReadModel } from '@kept-informed/case-work';
import { isDatabaseAway } from '@kept-informed/event-store';
import { rules } from '@kept-informed/fields';
import { listCases } from '@kept-informed/follow-up';
import { type Draft, type DraftPlace, People, type DraftFields } from '@kept-informed/people';
import type { Request, Response } from 'express';
import { drafted } from './drafted-forms.js';
import { type PageReach, REACH, Redirection } from './page.js';
import { RecordedOtherwise } from './page-trouble.js';
import { type FormWriter, Writers } from './writers.js';

/** Under these keys an answer holds the draft that its form begins with, and where what was sent in vain is shown again. */
const [DRAFT, KEPT_AT] = ['draft', 'kept-at'];

export const draftIn = (response: Response): Draft | undefined => response.locals[DRAFT] as Draft | undefined;
export const keptAt = (response: Response): string | undefined => response.locals[KEPT_AT] as string | undefined;

/** What the form of a page was left with, for its handler; undefined: it is to begin anew. */
export const LeftTyped = createParamDecorator(
  (_: unknown, context: ExecutionContext): DraftFields | undefined =>
    draftIn(context.switchToHttp().getResponse<Response>())?.fields,
);

/**
 * What is typed into forms whose routes name a draft: kept while it is typed and where it cannot be recorded, shown again to
 * its writer, and gone once it is recorded (docs/decisions/0025).
 */
@Injectable()
export class FormDrafts {
  constructor(
    private readonly people: People,
    private readonly reading: ReadModel,
    private readonly writers: Writers,
  ) {}

  /** Answers a request of somebody who is signed in, with what its form was left with, and what becomes of that. */
  async around(request: Request, response: Response, handle: () => Promise<unknown>): Promise<unknown> {
    const form = drafted(response.locals[REACH] as PageReach, request.params);
    const { principal } = currentRequest();
    if (!form || !principal) return handle();
    const place = { staffId: principal.staffId, form: form.form, caseId: form.caseId };
    if (request.method !== 'POST') {
      response.locals[DRAFT] = await this.people.drafts.of(place, this.reading.now);
      return handle();
    }
    try {
      const answer = await handle();
      if (answer instanceof Redirection)
        await this.people.drafts.finish(place, keyIn(bodyOf(request)), this.reading.now);
      return answer;
    } catch (error) {
      if (isDatabaseAway(error)) throw error;
      const body = bodyOf(request);
      // What it says besides what it has recorded is another form.
      await this.keep(place, error instanceof RecordedOtherwise ? { ...body, key: randomUUID() } : body);
      response.locals[KEPT_AT] = form.shownAt;
      throw error;
    }
  }

  /**
   * Keeps for its writer what came from somebody else: from nobody, as it came too late, or from who signed in after them.
   * Answers where it will be shown to them; undefined: nothing of it is kept.
   */
  async keepFor(writer: FormWriter, reach: PageReach, request: Request): Promise<string | undefined> {
    const form = drafted(reach, request.params);
    if (!writer.keeps || !form || !(form.caseId === null || rules.id.accepts(form.caseId))) return undefined;
    await this.keep({ ...form, staffId: writer.staffId }, bodyOf(request));
    return form.shownAt;
  }

  /** Who was given a form that was sent; undefined: it does not say so. */
  writerOf(request: Request): FormWriter | undefined {
    const { writer } = bodyOf(request);
    return typeof writer === 'string' ? this.writers.of(writer) : undefined;
  }

  async keep({ staffId, form, caseId }: DraftPlace, body: DraftFields): Promise<void> {
    const { writer: _, draft: __, 'draft-case': ___, then: ____, ...fields } = body;
    const draft = { formKey: keyIn(body), fields, caseIds: await this.#withMerged(caseId) };
    await this.people.drafts.keep({ staffId, form, caseId }, draft, this.reading.now);
  }

  /** A case, and those that it was merged into, where its people are. */
  async #withMerged(caseId: string | null): Promise<string[]> {
    const caseIds: string[] = [];
    for (let next = caseId; next !== null && !caseIds.includes(next);) {
      caseIds.push(next);
      const [found] = await listCases(this.reading.manager, { caseId: next }, 1);
      next = found?.mergedInto ?? null;
    }
    return caseIds;
  }

  drop(place: DraftPlace): Promise<void> {
    return this.people.drafts.drop(place);
  }

  forget(): Promise<void> {
    return this.people.drafts.forget(this.reading.now);
  }
}

const bodyOf = (request: Request): DraftFields => (request.body as DraftFields | undefined) ?? {};
const keyIn = ({ key }: DraftFields): string => (typeof key === 'string' ? key : '');
