import { Injectable } from '@nestjs/common';
import { PeopleSearch, type IdentityCheck, type SearchResult } from '@kept-informed/case-work';
import { matchInWords } from '../find/match-words.js';
import { counterAddress } from './checked.js';
import type { CounterMatch, CounterModel } from './counter-page.js';

const atMost = 20;

/** What somebody at the counter says of themselves, and the reference of their case. */
export interface CounterQuestion {
  readonly q: string;
  readonly reference: string;
}

/** Finds who stands at the counter by what they say; dates of birth are compared and never shown. */
@Injectable()
export class CounterSearchReader {
  constructor(private readonly search: PeopleSearch) {}

  async page({ q, reference }: CounterQuestion): Promise<CounterModel> {
    const meant = reference === '' ? [] : await this.#casesOf(reference);
    const onIt = q === '' || meant.length === 0 ? [] : await this.#people(q, meant);
    const found = q === '' || onIt.length > 0 ? onIt : await this.#people(q);
    return {
      q,
      reference,
      found: found.map((one) => matchOf(one, { q, isByReference: onIt.length > 0 })),
      hasMore: found.length === atMost,
      ofReference: reference === '' || onIt.length > 0 ? '' : ofReference(reference, { isKnown: meant.length > 0, q }),
    };
  }

  /** The cases in sight that have just this reference: of two kinds, there are two. */
  async #casesOf(reference: string): Promise<string[]> {
    const found = await this.search.find({ q: reference, in: ['references'], limit: atMost }, false);
    return found.filter(({ matched }) => matched.some(({ how }) => how === 'exact')).map(({ caseId }) => caseId);
  }

  /** Of these cases alone, where they are said: of one name there may be more than are read. */
  #people(q: string, among?: readonly string[]): Promise<SearchResult[]> {
    return this.search.find({ q, in: ['people'], limit: atMost }, false, among);
  }
}

function ofReference(reference: string, { isKnown, q }: { readonly isKnown: boolean; readonly q: string }): string {
  if (!isKnown) return `There is no case with the reference ${reference}, or you may not see it.`;
  if (q === '') return `There is a case ${reference}. Ask them who they are, and look for that as well.`;
  return `There is a case ${reference}, and nobody who was found is on it. Ask them for more, and look again.`;
}

function matchOf(
  { caseId, participantId, name, role, reference, matched }: SearchResult,
  { q, isByReference }: { readonly q: string; readonly isByReference: boolean },
): CounterMatch {
  const isBorn = matched.some(({ on, how }) => on === 'born-on' && how === 'exact');
  const checked: IdentityCheck[] = [
    ...(isBorn ? ['born-on' as const] : []),
    ...(isByReference ? ['reference' as const] : []),
  ];
  return {
    href: counterAddress({ caseId, participantId: participantId! }, '/identity', { checked }),
    name: name ?? 'Name not recorded',
    role: role!.replaceAll('-', ' '),
    reference,
    matched: [matchInWords(matched, q), ...(isByReference ? ['reference'] : [])].join(', '),
  };
}
