import { Injectable } from '@nestjs/common';
import { currentRequest } from '@kept-informed/access';
import { dateInWords } from '@kept-informed/calendar';
import { ErasureHandling } from '@kept-informed/case-work';
import { OwnForce } from '@kept-informed/commitments';
import { type ErasureBasis, erasureStates, type ErasureView } from '@kept-informed/people';
import { postInWords } from '../cases/words.js';
import type { PageLink } from '../frame/page-link.js';
import { isSupervisor } from '../frame/viewers.js';
import type { ErasureModel, ErasureRow, ErasuresModel } from './erasure-page.js';
import { type KeptPerson, KeptPeople } from './kept-people.reader.js';

export const basisWords: Readonly<Record<ErasureBasis, string>> = {
  'retention-ended': 'They have been kept for their time',
  requested: 'They ask for it',
  'kept-unlawfully': 'They should not have been kept',
};

/** What whoever asks for an erasure, or confirms it, has to know. */
export const whatComesOfErasing = {
  title: 'What comes of an erasure',
  lines: [
    'Their name, numbers, addresses and what was noted of them is gone for good, in every copy',
    'What they were owed, every date and every figure stays as it was',
  ],
};

const stateWords = { asked: 'Waits for somebody else', erased: 'Erased', withdrawn: 'Withdrawn' } as const;
const mostShown = 200;

/** Puts together what is shown of erasures. */
@Injectable()
export class ErasuresReader {
  constructor(
    private readonly erasing: ErasureHandling,
    private readonly kept: KeptPeople,
    private readonly force: OwnForce,
  ) {}

  async list(state: ErasureView['state']): Promise<ErasuresModel> {
    const found = await this.erasing.list(state, mostShown + 1);
    const shown = found.slice(0, mostShown);
    const people = await this.kept.among(shown.flatMap(({ participantIds }) => participantIds));
    return {
      rows: shown.map((one) => this.#row(one, people)),
      lists: erasureStates.map((each) => ({
        href: `/erasures?state=${each}`,
        text: stateWords[each],
        isCurrent: each === state,
      })),
      isCut: found.length > mostShown,
      looksThrough: isSupervisor(),
    };
  }

  async one(erasureId: string): Promise<ErasureModel> {
    const { erasure, people, held } = await this.#found(erasureId);
    const isOpen = erasure.state === 'asked';
    const mayConfirm = isOpen && !isOwn(erasure) && held.length === 0;
    const of = `/erasures/${erasureId}`;
    const links = [
      ...(mayConfirm ? [{ href: `${of}/confirmation`, text: 'Erase them' }] : []),
      ...(isOpen ? [{ href: `${of}/withdrawal`, text: 'Nobody is to be erased' }] : []),
      ...held.map((one) => ({ href: `${one.at}/holds`, text: `Legal holds on the ${one.role} of ${one.reference}` })),
    ];
    return { erasure: this.#row(erasure, people), says: this.#says(erasure, held.length > 0), links };
  }

  /** In words for a form about it: who asked, when and why. */
  async asked(erasureId: string): Promise<readonly string[]> {
    const { erasure, people } = await this.#found(erasureId);
    const { askedBy, why, who } = this.#row(erasure, people);
    return [
      `${askedBy} asked for it on ${dateInWords(erasure.askedAt, this.force.zone)}. Why: ${why.toLowerCase()}`,
      ...who.map(({ text }) => `It is about the ${text}`),
    ];
  }

  /** With whom of them a legal hold stands on, as far as who looks sees them. */
  async #found(erasureId: string) {
    const erasure = await this.erasing.one(erasureId);
    const people = await this.kept.among(erasure.participantIds);
    const holds = erasure.state === 'asked' ? await Promise.all(people.map((one) => this.#isHeld(one))) : [];
    return { erasure, people, held: people.filter((_, index) => holds[index]) };
  }

  async #isHeld({ participantId }: KeptPerson): Promise<boolean> {
    return (await this.erasing.holdsOf(participantId)).some(({ liftedAt }) => liftedAt === null);
  }

  #row(one: ErasureView, people: readonly KeptPerson[]): ErasureRow {
    const { current } = this.force.directory;
    const who = people.filter(({ participantId }) => one.participantIds.includes(participantId));
    return {
      href: `/erasures/${one.erasureId}`,
      askedAt: one.askedAt,
      askedBy: postInWords(one.askedBy, current),
      why: basisWords[one.basis],
      state: stateWords[one.state],
      decidedAt: one.decidedAt,
      decidedBy: one.decidedBy === null ? '' : postInWords(one.decidedBy, current),
      who: who.map(({ caseId, role, reference }): PageLink => ({
        href: `/cases/${caseId}`,
        text: `${role} of ${reference}`,
      })),
      count: one.participantIds.length,
    };
  }

  #says(erasure: ErasureView, isHeld: boolean): string[] {
    if (erasure.state === 'erased')
      return ['All that was kept of them is gone, in every copy. Nothing brings it back.'];
    if (erasure.state === 'withdrawn') return ['Nobody was erased: everything is kept as before.'];
    return [
      'Nothing has gone yet.',
      ...(isOwn(erasure) ? ['You asked for it: somebody else, a supervisor or an administrator, confirms it.'] : []),
      ...(isHeld ? ['A legal hold stands: nothing of them may go before it is lifted.'] : []),
    ];
  }
}

const isOwn = ({ askedBy }: ErasureView): boolean => askedBy === currentRequest().principal?.staffId;
