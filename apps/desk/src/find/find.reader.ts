import { Injectable } from '@nestjs/common';
import { PeopleSearch, ReadModel, type SearchResult } from '@kept-informed/case-work';
import { OwnForce } from '@kept-informed/commitments';
import { readBy, rules } from '@kept-informed/fields';
import { caseKinds, type CaseView, listCases } from '@kept-informed/follow-up';
import { postInWords } from '../cases/words.js';
import type { FindModel, FoundCase } from './find-page.js';
import { matchInWords } from './match-words.js';
import { aboutOf, RecentlySeen } from './recently-seen.reader.js';

const atMost = 50;

/** Finds cases by their references, whole, by how they begin or by a part, and by what is said of the people on them. */
@Injectable()
export class FindReader {
  constructor(
    private readonly reading: ReadModel,
    private readonly search: PeopleSearch,
    private readonly force: OwnForce,
    private readonly recent: RecentlySeen,
  ) {}

  /** Before anything is asked for. */
  async begin(): Promise<FindModel> {
    const nothing = { q: '', found: null, hasMore: false, restricted: null, mayBeReference: false };
    return { ...nothing, recent: await this.recent.ofRequest() };
  }

  /** The cases of this whole reference in sight: of two kinds, there are two. A kind before it, `incident CR/1/26`, says which is meant. */
  async meant(q: string): Promise<readonly CaseView[]> {
    const { manager } = this.reading;
    const { kind, reference } = withKindIn(q);
    const found = await listCases(
      manager,
      { reference: referenceIn(reference), sight: await this.reading.sight() },
      atMost,
    );
    return kind === undefined ? found : found.filter((one) => one.kind === kind);
  }

  /** Whoever was found comes first, the best match before the others, each under their case. */
  async page(q: string): Promise<FindModel> {
    const { manager } = this.reading;
    const sight = await this.reading.sight();
    const [hits, begun] = await Promise.all([
      this.search.find({ q, limit: atMost }, false),
      listCases(manager, { q: referenceIn(q), sight }, atMost + 1),
    ]);
    const ids = [...new Set([...hits, ...begun].map(({ caseId }) => caseId))];
    const known = new Map(begun.map((one) => [one.caseId, one]));
    const others = ids.filter((id) => !known.has(id));
    for (const one of await listCases(manager, { ids: others, sight }, others.length)) known.set(one.caseId, one);
    const found = ids.slice(0, atMost).map((id) => this.#shown(known.get(id)!, hits, q));
    const restricted = await this.search.restricted(q);
    const mayBeReference = restricted === null && /\d/.test(q) && rules.reference.accepts(referenceIn(q));
    return { q, found, hasMore: ids.length > atMost, restricted, mayBeReference, recent: [] };
  }

  #shown(one: CaseView, hits: readonly SearchResult[], q: string): FoundCase {
    const { caseId, reference, kind, status, owner, openedAt } = one;
    const people = hits.filter((hit) => hit.caseId === caseId && hit.participantId !== undefined);
    return {
      caseId,
      reference,
      kind,
      status,
      openedAt,
      about: aboutOf(one),
      owner: postInWords(owner, this.force.directory.current),
      people: people.map(({ name, role, matched }) => ({
        name: name ?? 'Name not recorded',
        role: role!.replaceAll('-', ' '),
        matched: matchInWords(matched, q),
      })),
    };
  }
}

const referenceIn = (q: string): string => String(readBy(rules.reference, q));

const KIND_BEFORE = new RegExp(`^(${caseKinds.join('|')})\\s+(.+)$`, 'i');

/** A reference as it is typed, and the kind before it. */
function withKindIn(q: string): { readonly kind?: string; readonly reference: string } {
  const [, kind, reference] = KIND_BEFORE.exec(q) ?? [];
  return reference === undefined ? { reference: q } : { kind: kind!.toLowerCase(), reference };
}
