import { Injectable } from '@nestjs/common';
import type { Instant } from '@kept-informed/calendar';
import { notFound, type Requester } from '@kept-informed/decisions';
import { type DipSample, DipSamples, shownTo } from '@kept-informed/dip-samples';
import type { TimelineView } from '@kept-informed/follow-up';
import { Sights } from '../reach/sights.js';
import { Notes } from '../reading/notes.js';
import { ReadModel } from '../reading/read-model.js';
import { contactsWith, type ContactsQuestion } from './contacts-with.queries.js';

/** A contact of a sampled obligation, with what was noted. */
export interface SampledContact {
  readonly at: Instant;
  readonly words: string;
  readonly note: string | null;
}

/** Whom a sampled obligation is owed to, and what they were told while it was. */
export interface OpenedObligation {
  readonly title: string;
  readonly person: string | null;
  readonly contacts: readonly SampledContact[];
}

/** So many facts of a case are read at once. */
const factsAtOnce = 500;

const tellsOfContact: ReadonlySet<string> = new Set(['ContactMade', 'ContactAttempted', 'ContactCorrected']);

/** Shows a sample to who looks through it: of cases in their sight, the others counted. */
@Injectable()
export class ShownSamples {
  constructor(
    private readonly sights: Sights,
    private readonly samples: DipSamples,
    private readonly reading: ReadModel,
    private readonly notes: Notes,
  ) {}

  async read(sample: DipSample, viewer: string) {
    const { draw, drawnAt, drawnBy, position } = sample;
    const { drawn: _, ...question } = draw;
    const { items, ...judged } = shownTo(sample, viewer);
    const seen = await this.#seen(sample);
    const inSight = items.filter(({ caseId }) => seen.has(caseId));
    return {
      ...question,
      drawnAt,
      drawnBy,
      position,
      items: inSight,
      withheld: items.length - inSight.length,
      ...judged,
    };
  }

  /** Refused for what who asks is not shown, as for what was not drawn. */
  async requireInSight(sample: DipSample, obligationId: string): Promise<void> {
    const found = sample.draw.drawn.find((one) => one.obligationId === obligationId);
    if (found && (await this.sights.seenOf([found.caseId])).has(found.caseId)) return;
    throw notFound('unknown-obligation', 'It is not in this sample.');
  }

  /**
   * Shows whom one obligation of a sample is owed to and the contacts with them from when it arose to the moment of the sample, to
   * whoever says why; nothing else of the case. That they looked is a fact.
   */
  async open(
    sample: DipSample,
    { obligationId, reason }: { readonly obligationId: string; readonly reason: string },
    requester: Requester,
  ): Promise<OpenedObligation> {
    await this.requireInSight(sample, obligationId);
    const { dipSampleId, knownAt } = sample.draw;
    const found = await this.reading.obligation(obligationId, { personal: true });
    if (!found) throw notFound('unknown-obligation', 'It is not there any more.');
    const { caseId, participantId, arisenAt, title, person } = found;
    const seal = await this.notes.keep({ caseId, whom: [participantId] }, 'dip-sample', reason);
    await this.samples.opened(dipSampleId, { obligationId, ...seal }, requester);
    const contacts = await this.#contactsWith({ caseId, participantId, since: arisenAt, knownAt });
    const texts = await this.notes.of(contacts, true);
    return {
      title,
      person: person?.name ?? null,
      contacts: contacts.map(({ occurredAt: at, words, noteId }) => ({
        at,
        words,
        note: noteId === undefined ? null : (texts.get(noteId) ?? null),
      })),
    };
  }

  /** With them or who acted for them alone, as each was known to have been; a note is of those whom its contact names. */
  async #contactsWith({ knownAt, ...asked }: Omit<ContactsQuestion, 'zone'> & { readonly knownAt: Instant }) {
    const { zone } = this.reading;
    const theirs = await contactsWith(this.reading.as(knownAt), { ...asked, zone });
    const known = new Map<string, TimelineView>();
    for (let after = 0, version = 1; after < version;) {
      const page = await this.reading.timeline(asked.caseId, { after, limit: factsAtOnce, knownAt });
      for (const entry of page.items) {
        const { contactId } = entry.ids;
        if (contactId !== undefined && theirs.has(contactId) && tellsOfContact.has(entry.type))
          known.set(contactId, entry);
      }
      after = page.items.at(-1)?.version ?? page.version;
      version = page.version;
    }
    return [...known.values()].toSorted((a, b) => (a.occurredAt < b.occurredAt ? -1 : 1));
  }

  #seen({ draw }: DipSample): Promise<ReadonlySet<string>> {
    return this.sights.seenOf(draw.drawn.map(({ caseId }) => caseId));
  }
}
