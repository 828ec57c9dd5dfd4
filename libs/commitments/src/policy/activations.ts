import { laterOf, type Clock, type Instant } from '@kept-informed/calendar';
import type { UnitOfWork } from '@kept-informed/event-store';
import { latestTerms, type Reach } from '../commitment/terms.rules.js';
import type { Requester } from '@kept-informed/decisions';
import type { OpenCases } from './open-cases.js';
import type { OwnForce } from './own-force.js';
import type { TermsStreams } from './terms.streams.js';
import { adoptsMore } from './policy.rules.js';
import { activateVersion, type ActivationRequest } from './versions.decide.js';
import type { TermsKind } from './versions.events.js';

/** What an activation answers: since when it holds, and how many cases are settled again because of it. */
export interface ActivationResult {
  readonly versionId: string;
  readonly activatedAt: Instant;
  readonly reach: Reach;
  readonly rechecks: number;
  readonly version: number;
  readonly position: string;
}

/** Everything that an activation works with. */
export interface ActivationParts {
  readonly work: UnitOfWork;
  readonly terms: TermsStreams;
  readonly force: OwnForce;
  readonly openCases: OpenCases;
  readonly clock: Clock;
}

/** Lets drafts hold: the fact and the cases that are to be settled because of it, in one transaction. */
export class Activations {
  constructor(private readonly parts: ActivationParts) {}

  /** Nobody settles meanwhile, so no case can be settled under what was replaced and not be among those settled again. */
  activate(
    dated: TermsKind,
    activation: Omit<ActivationRequest, 'by' | 'subject'>,
    requester: Requester,
  ): Promise<ActivationResult> {
    const { work, terms, force, openCases, clock } = this.parts;
    return work.run(async () => {
      await terms.hold();
      const before = await force.rulebook();
      const now = laterOf(clock.now(), latestTerms(before).from);
      const activating = { ...activation, by: requester.by, subject: requester.subject };
      const { version, position, facts } = await terms.change(
        dated,
        (state) => activateVersion(dated, state, activating, { now, zone: force.zone }),
        requester,
        now,
      );
      const { versionId, reach } = facts[0]!.data as { versionId: string; reach: Reach };
      const more = dated === 'policy' && adoptsMore(before, await force.rulebook());
      const awaiting = dated === 'calendar' ? await openCases.calendarCame(now) : 0;
      const put = reach.to === 'new-only' ? awaiting : await openCases.termsChanged(now, more);
      return { versionId, activatedAt: now, reach, rechecks: put, version, position };
    });
  }
}
