import type { Requester } from '@kept-informed/decisions';

/** What every command carries beside what was asked: on which case, and who asks. Set by the door it comes in by. */
export abstract class OnCase {
  caseId: string;
  asked: Requester;
}
