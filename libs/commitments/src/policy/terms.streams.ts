import type { Instant } from '@kept-informed/calendar';
import type { FactStore, NewFact, RecordedFact, UnitOfWork } from '@kept-informed/event-store';
import { type Requester, Refused } from '@kept-informed/decisions';
import type { DatedVersions } from './dated-terms.rules.js';
import type { ContentOf, TermsKind, VersionEvent } from './versions.events.js';
import { foldVersions, type Versions } from './versions.state.js';

/** Any number, the same for every process: held `shared` by whoever settles and `alone` by whoever activates. */
const termsLock = 7_305_815;

const versionsNow = {
  name: 'terms_versions',
  text: `select
  coalesce((select version from facts where stream = 'policy' order by version desc limit 1), 0) as policy,
  coalesce((select version from facts where stream = 'calendar' order by version desc limit 1), 0) as calendar`,
};

/** How far the two streams have come: as long as this is the same, so is what holds. */
export interface TermsVersions {
  readonly policy: number;
  readonly calendar: number;
}

/** The streams of the force's policies and calendars. */
export class TermsStreams {
  constructor(
    private readonly work: UnitOfWork,
    private readonly store: FactStore,
  ) {}

  async versions(): Promise<TermsVersions> {
    const [found] = await this.work.ask<TermsVersions>(versionsNow);
    return found!;
  }

  /** How far they have come, and no activation until the transaction under way ends. */
  async held(): Promise<TermsVersions> {
    const [, versions] = await Promise.all([this.work.lock(termsLock, 'shared'), this.versions()]);
    return versions;
  }

  /** Nobody settles until the transaction under way ends: all that was settled before is committed by now. */
  hold(): Promise<void> {
    return this.work.lock(termsLock, 'alone');
  }

  async load(): Promise<DatedVersions> {
    const found = await this.store.load(['policy', 'calendar']);
    return {
      policy: versionsIn<'policy'>(found.get('policy')!),
      calendar: versionsIn<'calendar'>(found.get('calendar')!),
    };
  }

  /**
   * Decides on a stream as it stands and records what comes of it. Refused for whoever has seen another version of it, or
   * is beaten by somebody else: concurrent edits are never merged (jmix-framework/jmix#576).
   */
  async change<Kind extends TermsKind, Fact extends NewFact<VersionEvent<Kind>['type']>>(
    kind: Kind,
    decide: (versions: DatedVersions[Kind]) => readonly Fact[],
    { by, requestId, seenVersions }: Requester,
    recorded: Instant,
  ): Promise<{ version: number; position: string; facts: readonly Fact[] }> {
    const state = (await this.load())[kind];
    if (seenVersions !== undefined && !seenVersions.includes(state.version)) throw stale(state);
    const facts = decide(state);
    const append = { stream: kind, expected: state.version, facts };
    const result = (await this.store.append([append], { by, requestId, recorded })).get(kind)!;
    if (!result.won) throw stale(state);
    return { version: state.version + facts.length, position: result.facts.at(-1)!.position, facts };
  }
}

function versionsIn<Kind extends TermsKind>(facts: readonly RecordedFact[]): Versions<ContentOf[Kind]> {
  return foldVersions(facts as readonly VersionEvent<Kind>[]);
}

function stale({ version }: Versions<unknown>): Refused {
  const detail = 'Somebody else changed it since you read it. Read it again and decide again.';
  return new Refused({ code: 'stale-version', kind: 'stale', detail, extra: { version } });
}
