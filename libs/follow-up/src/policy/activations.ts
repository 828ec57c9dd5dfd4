import type { Clock, Instant } from '@kept-informed/calendar';
import type { UnitOfWork } from '@kept-informed/event-store';
import { latestTerms, type Reach } from '../commitment/terms.rules.js';
import type { Asked } from '../follow-up.streams.js';
import type { Force } from '../force.js';
import type { TermsStreams } from '../terms.streams.js';
import type { Rechecks } from './rechecks.queries.js';
import { adoptsMore } from './policy.rules.js';
import { activateVersion, type Activating } from './versions.decide.js';
import type { Dated } from './versions.events.js';

/** What an activation answers: since when it holds, and how many cases are settled again because of it. */
export interface ActivationAnswer {
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
  readonly force: Force;
  readonly rechecks: Rechecks;
  readonly clock: Clock;
}

/** Lets drafts hold: the fact and the cases that are to be settled because of it, in one transaction. */
export class Activations {
  constructor(private readonly parts: ActivationParts) {}

  /** Nobody settles meanwhile, so no case can be settled under what was replaced and not be among those settled again. */
  activate(dated: Dated, asking: Omit<Activating, 'by'>, asked: Asked): Promise<ActivationAnswer> {
    const { work, terms, force, rechecks, clock } = this.parts;
    return work.run(async () => {
      await terms.hold();
      const before = await force.rulebook();
      const now = laterOf(clock.now(), latestTerms(before).from);
      const activating = { ...asking, by: asked.by };
      const { version, position, facts } = await terms.change(
        dated,
        (state) => activateVersion(dated, state, activating, now, force.zone),
        asked,
        now,
      );
      const { versionId, reach } = facts[0]!.data as { versionId: string; reach: Reach };
      const more = dated === 'policy' && adoptsMore(before, await force.rulebook());
      const put = reach.to === 'new-only' ? 0 : await rechecks.put(versionId, more);
      return { versionId, activatedAt: now, reach, rechecks: put, version, position };
    });
  }
}

const laterOf = (a: Instant, b: Instant): Instant => (a > b ? a : b);
