import type { Instant } from '@kept-informed/calendar';
import { type UnitOfWork, ask, jsonInstant } from '@kept-informed/event-store';
import { BlindIndex } from './blind-index.js';
import { Drafts } from './drafts.js';
import { EarlierDetails } from './earlier-details.js';
import type { WhoKeeps } from './who-keeps.js';
import { Erasures, isErased } from './erasures.js';
import { LegalHolds } from './legal-holds.js';
import type { KeyKeeper } from './key-keeper.js';
import { KeptNotes } from './kept-notes.js';
import { fieldsIn, type PeopleWatch, unwatched } from './people-watch.js';
import { asKnown, factsIn, personFields, putTogether, type KnownPerson, type PersonDetails } from './person-details.js';
import { PersonIndex, type SearchedPeople } from './person-index.js';
import { PersonLinks } from './person-links.js';
import { opened, PersonKeys, sealed, type KeptKey } from './person-keys.js';
import { RetentionReviews } from './retention-reviews.js';
import type { SearchablePerson, SearchTerm } from './search-terms.js';
import { Routes, routePlace, type Route, type RouteWords, unsafeElsewhere } from './routes.js';

export interface RouteView
  extends Required<Omit<Route, 'times' | 'say' | 'neverSay' | 'reason'>>, Pick<Route, 'times' | 'say' | 'neverSay'> {
  readonly routeId: string;
  readonly recordedAt: Instant;
  /** Something came back that was sent by it: it reaches nobody until it is entered anew. */
  readonly deadSince?: Instant;
}

export interface PersonView extends KnownPerson {
  readonly participantId: string;
  readonly routes: readonly RouteView[];
}

/** Somebody with the case on which they are known. */
export interface PersonOnCase extends PersonView {
  readonly caseId: string;
}

/** Somebody as far as an answer shows them. */
export type ShownPerson = Pick<PersonOnCase, 'participantId' | 'caseId'> & Partial<PersonView>;

/** A row about somebody, with their name as {@link nameOf} found it. */
interface NamedOnCase {
  readonly caseId: string;
  readonly person?: { readonly name: string | null } | null;
}

/** Somebody who joins a case, as far as that was given. */
export interface JoiningPerson extends PersonDetails {
  readonly participantId: string;
  readonly caseId: string;
  readonly routes?: readonly Route[];
  /** Since when their routes are known, unless a route says otherwise. */
  readonly since: Instant;
}

interface SealedPerson extends KeptKey {
  readonly caseId: string;
  readonly sealed: Buffer | null;
  readonly routes: readonly (Omit<RouteView, 'value' | 'times' | 'say' | 'neverSay'> & { readonly sealed: string })[];
}

const peopleWith = (condition: string) => `
  select p.participant_id as "keyId", p.case_id as "caseId", p.sealed, k.wrapped, coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
      'routeId', r.route_id, 'method', r.method, 'sealed', encode(r.sealed, 'base64'), 'safe', r.safe and not ${unsafeElsewhere},
      'receipts', r.receipts, 'otherDwelling', r.other_dwelling, 'knownSince', ${jsonInstant('r.known_since')},
      'deadSince', ${jsonInstant('r.dead_since')}, 'recordedAt', ${jsonInstant('r.recorded_at')})) order by r.recorded_at)
    filter (where r.route_id is not null), '[]') as routes
  from people p join person_keys k on k.key_id = p.participant_id
    left join routes r on r.participant_id = p.participant_id and r.replaced_at is null and r.ended_at is null
  where ${condition} group by p.participant_id, k.wrapped`;

const peopleOfCase = peopleWith('p.case_id = $1');
const peopleByIds = peopleWith('p.participant_id = any($1)');

export const personPlace = (participantId: string): string => `person ${participantId}`;

const knownPerson = `select k.key_id as "keyId", k.wrapped, p.sealed
  from person_keys k join people p on p.participant_id = k.key_id where k.key_id = $1`;

/**
 * SQL for the name that is kept of a participant, sealed, by SQL for their id; null: none is. For rows of others that are
 * shown to whoever may see who people are, once {@link People.unsealNames} has read them.
 */
export const nameOf = (participantId: string): string =>
  `(select named_person.participant_id || ' ' || named_key.wrapped || ' ' || encode(named_person.sealed, 'base64')
    from people named_person join person_keys named_key on named_key.key_id = named_person.participant_id
    where named_person.participant_id = ${participantId})`;

/**
 * Who a participant is and how to reach them, and what was noted: the only home of personal data, all of it sealed by a key
 * of each person's. Everything is by id, so that erasing it here leaves every fact, count and seal elsewhere as it was.
 * Where the keys cannot be had, whatever needs them is refused (`people-unreadable`, `people-keys-away`).
 */
export class People {
  readonly keys: PersonKeys;
  readonly index: BlindIndex;
  readonly routes: Routes;
  readonly notes: KeptNotes;
  readonly drafts: Drafts;
  readonly erasures: Erasures;
  readonly holds: LegalHolds;
  readonly links: PersonLinks;
  readonly reviews: RetentionReviews;
  readonly #earlier: EarlierDetails;
  readonly #found: PersonIndex;

  constructor(
    private readonly work: UnitOfWork,
    keeper: KeyKeeper,
    readonly watch: PeopleWatch = unwatched,
  ) {
    this.keys = new PersonKeys(work, keeper);
    this.index = new BlindIndex(work, this.keys);
    this.routes = new Routes(work, this.keys, this.index, (participantId) => this.reindex(participantId));
    this.#found = new PersonIndex(work, this.index);
    this.notes = new KeptNotes({ work, keys: this.keys, index: this.index, watch });
    this.drafts = new Drafts(work, this.keys, this.index);
    this.erasures = new Erasures(work);
    this.holds = new LegalHolds(work);
    this.links = new PersonLinks(work);
    this.reviews = new RetentionReviews(work);
    this.#earlier = new EarlierDetails(work, this.keys, watch);
  }

  /** To be done once, outside of any transaction, before anything is kept. */
  prepare(): Promise<void> {
    return this.index.prepare();
  }

  /** Keeps who a participant is, as far as that was given, and the routes with which they join a case. */
  async keepPerson({ participantId, caseId, routes = [], since, ...person }: JoiningPerson, keeping: WhoKeeps) {
    await this.index.ready();
    const key = await this.keys.one(participantId, true);
    await this.#write(participantId, caseId, sealed(key, detailsIn(person), personPlace(participantId)));
    const known = routes.map((route) => ({ knownSince: since, ...route }));
    await this.routes.join({ participantId, caseId }, known, keeping);
    await this.#found.put(participantId, { ...person, routes });
  }

  /**
   * Keeps what another system says of somebody: their name where it says one, and the routes that are not known yet or were
   * known otherwise. Said again it changes nothing; what it does not say stays, and of who was erased nothing is kept.
   */
  async bringIn({ participantId, caseId, routes = [], since, name }: JoiningPerson, keeping: WhoKeeps): Promise<void> {
    if (await isErased(this.work, participantId)) return;
    await this.index.ready();
    const key = await this.keys.one(participantId);
    const known = await this.#known(participantId);
    let isChanged = !known || (name !== undefined && known.name !== name);
    if (isChanged)
      await this.#write(participantId, caseId, sealed(key, { ...known, name }, personPlace(participantId)));
    for (const route of routes)
      if (await this.routes.bringIn({ participantId, caseId }, { knownSince: since, ...route }, keeping))
        isChanged = true;
    if (isChanged) await this.reindex(participantId);
  }

  /** The people of a case, with the routes that hold now. */
  async ofCase(caseId: string): Promise<PersonView[]> {
    return this.#told(await this.#views(peopleOfCase, caseId));
  }

  /** These people, in no order; of whom nothing is kept, nothing. */
  async byIds(participantIds: readonly string[]): Promise<PersonView[]> {
    return this.#told(await this.unshown(participantIds));
  }

  /** The same to be compared with something: whoever of them is shown is to be told of by {@link People.shown}. */
  unshown(participantIds: readonly string[]): Promise<PersonOnCase[]> {
    return this.#views(peopleByIds, participantIds);
  }

  /** Tells that these are shown, with what they are handed over with. */
  shown(persons: readonly ShownPerson[]): void {
    for (const { participantId, caseId, ...person } of persons) {
      const fields = fieldsIn(person);
      if (fields.length > 0) this.watch({ participantId, caseId, fields, ...(person.name && { name: person.name }) });
    }
  }

  /** The ids of those among some who meet best what is asked for, by the index alone: at most so many. */
  candidates(terms: readonly SearchTerm[], most: number, among: SearchedPeople): Promise<string[]> {
    return this.#found.find(terms, most, among);
  }

  /** Has somebody found by what is kept of them now. */
  async reindex(participantId: string): Promise<void> {
    const [person] = await this.unshown([participantId]);
    if (person) await this.#found.put(participantId, searchable(person));
  }

  /** Reads the names that {@link nameOf} found, in place. */
  async unsealNames(rows: readonly NamedOnCase[]): Promise<void> {
    await Promise.all(
      rows.map(async ({ caseId, person }) => {
        if (!person?.name) return;
        const [participantId, name] = await this.#nameIn(person.name);
        (person as { name: string | null }).name = name;
        if (name !== null) this.watch({ caseId, participantId, fields: ['name'], name });
      }),
    );
  }

  /** Which of these details of a person are not what they are known as. */
  async differing(participantId: string, details: PersonDetails): Promise<readonly (keyof PersonDetails)[]> {
    const known = factsIn((await this.#known(participantId)) ?? {});
    return personFields.filter((field) =>
      [...factsIn({ [field]: details[field] })].some(([fact, value]) => known.get(fact) !== value),
    );
  }

  /** Puts details of a person right; what they were is kept beside, with who did so and the note that says why. */
  async putRight(participantId: string, details: PersonDetails, keeping: WhoKeeps & { readonly noteId?: string }) {
    const known = (await this.#known(participantId)) ?? {};
    const before = factsIn(known);
    const changed = [...factsIn(details)].filter(([fact, value]) => before.get(fact) !== value);
    if (changed.length === 0) return;
    const key = await this.keys.one(participantId);
    const earlier = changed.map(([field]) => ({ field, value: before.get(field) ?? null }));
    await this.#earlier.keep(participantId, key, earlier, keeping);
    const now = sealed(key, putTogether(known, details), personPlace(participantId));
    await this.work.manager.query('update people set sealed = $2 where participant_id = $1', [participantId, now]);
    await this.reindex(participantId);
  }

  /** What was known of a person before it was put right, the latest first. */
  earlierOf(participantId: string) {
    return this.#earlier.of(participantId);
  }

  /**
   * The people of a merged case are those of the case that it was merged into, with their routes. `places`: who somebody
   * is there.
   */
  async follow(caseId: string, into: string, places: Readonly<Record<string, string>>, keeping: WhoKeeps) {
    await this.work.manager.query('update people set case_id = $2 where case_id = $1 and participant_id <> all($3)', [
      caseId,
      into,
      Object.keys(places),
    ]);
    for (const [id, place] of Object.entries(places)) {
      await this.routes.follow(id, { participantId: place, caseId: into }, keeping);
      await this.links.merged(id, place, keeping);
    }
  }

  #told(persons: readonly PersonOnCase[]): PersonView[] {
    this.shown(persons);
    return persons.map((person) => {
      const { caseId: _, ...view } = person;
      return view;
    });
  }

  async #write(participantId: string, caseId: string, words: Buffer): Promise<void> {
    await ask(
      this.work.manager,
      `insert into people (participant_id, case_id, sealed) values ($1, $2, $3)
       on conflict (participant_id) do update set sealed = excluded.sealed`,
      [participantId, caseId, words],
    );
  }

  /** Undefined: nothing is kept of them. */
  async #known(participantId: string): Promise<PersonDetails | undefined> {
    const [kept] = await ask<KeptKey & { sealed: Buffer | null }>(this.work.manager, knownPerson, [participantId]);
    return kept?.sealed ? opened(await this.keys.open(kept), kept.sealed, personPlace(participantId)) : undefined;
  }

  async #views(text: string, which: string | readonly string[]): Promise<PersonOnCase[]> {
    const found = await ask<SealedPerson>(this.work.manager, text, [which]);
    return Promise.all(found.map((one) => this.#view(one)));
  }

  async #view({ sealed: words, routes, caseId, ...kept }: SealedPerson): Promise<PersonOnCase> {
    const key = await this.keys.open(kept);
    const { keyId: participantId } = kept;
    const details = words ? opened<PersonDetails>(key, words, personPlace(participantId)) : {};
    return {
      participantId,
      caseId,
      ...asKnown(details),
      routes: routes.map(({ sealed: own, ...route }) => {
        const words = opened<RouteWords>(key, Buffer.from(own, 'base64'), routePlace(route.routeId));
        const { value, times, say, neverSay } = words;
        return { ...route, value, ...(times && { times }), ...(say && { say }), ...(neverSay && { neverSay }) };
      }),
    };
  }

  async #nameIn(text: string): Promise<[participantId: string, name: string | null]> {
    const [keyId, wrapped, words] = text.split(' ') as [string, string, string];
    const key = await this.keys.open({ keyId, wrapped });
    const { name } = opened<PersonDetails>(key, Buffer.from(words, 'base64'), personPlace(keyId));
    return [keyId, name ?? null];
  }
}

function detailsIn(given: PersonDetails): PersonDetails {
  return Object.fromEntries(personFields.map((field) => [field, given[field]]));
}

/** What of somebody who is known can be searched for. */
export function searchable({ name, bornOn, routes }: PersonView): SearchablePerson {
  return { name: name ?? undefined, bornOn: bornOn ?? undefined, routes };
}
