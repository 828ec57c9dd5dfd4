import { Command } from '@nestjs/cqrs';
import type { NoteSeal, Requester } from '@kept-informed/decisions';
import type { CaseResult } from './results.js';

/** What is asked of a case and by whom. Holds ids, dates and codes: words and names have gone to the people. */
export abstract class CaseCommand<Request, Result = CaseResult> extends Command<Result> {
  constructor(
    readonly caseId: string,
    readonly request: Request,
    readonly requester: Requester,
  ) {
    super();
  }
}

/** A request whose words have gone to the people: in their place is the seal of the note. */
export type WithSeal<Request, Words extends keyof Request> = Omit<Request, Words> & NoteSeal;
