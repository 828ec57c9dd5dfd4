import type { Instant } from '@kept-informed/calendar';
import { type UnitOfWork, ask } from '@kept-informed/event-store';
import { BlindIndex } from './blind-index.js';
import { Drafts } from './drafts.js';
import { EarlierDetails } from './earlier-details.js';
import { EarlierRoutes } from './earlier-routes.js';
import type { WhoKeeps } from './who-keeps.js';
import { type ErasureListing, Erasures, isErased } from './erasures.js';
import { LegalHolds } from './legal-holds.js';
import type { KeyKeeper } from './key-keeper.js';
import { KeptNotes } from './kept-notes.js';
import { fieldsIn, type PeopleWatch, unwatched } from './people-watch.js';
import { sealedDetails, sealedPeople, sealedPeopleOfCase, type SealedPerson } from './person.queries.js';
import { factsIn, personFields, personPlace, putTogether, type PersonDetails } from './person-details.js';
import { PersonIndex, type SearchedPeople } from './person-index.js';
import { PersonLinks } from './person-links.js';
import { opened, PersonKeys, sealed } from './person-keys.js';
import { PersonNames } from './person-names.js';
import { openedPerson, searchable, type PersonOnCase, type PersonView, type ShownPerson } from './person-view.js';
import { RetentionReviews } from './retention-reviews.js';
import type { Route } from './route.js';
import { Routes } from './routes.js';
import { SaidOfThemselves } from './said-of-themselves.js';
import type { SearchTerm } from './search-terms.js';

/** Somebody who joins a case, as far as that was given. */
export interface JoiningPerson extends PersonDetails {
  readonly participantId: string;
  readonly caseId: string;
  readonly routes?: readonly Route[];
  /** Since when their routes are known, unless a route says otherwise. */
  readonly since: Instant;
}

/**
 * Who a participant is and how to reach them, and what was noted: the only home of personal data, all of it sealed by a key
 * of each person's. Everything is by id, so that erasing it here leaves every fact, count and seal elsewhere as it was.
 * Where the keys cannot be had, whatever needs them is refused (`people-unreadable`, `people-keys-away`).
 */
export class People {
  readonly keys: PersonKeys;
  readonly index: BlindIndex;
  readonly names: PersonNames;
  readonly routes: Routes;
  readonly notes: KeptNotes;
  readonly drafts: Drafts;
  readonly erasures: Erasures;
  readonly holds: LegalHolds;
  readonly links: PersonLinks;
  readonly reviews: RetentionReviews;
  readonly said: SaidOfThemselves;
  readonly earlierRoutes: EarlierRoutes;
  readonly #earlier: EarlierDetails;
  readonly #found: PersonIndex;

  constructor(
    private readonly work: UnitOfWork,
    keeper: KeyKeeper,
    readonly watch: PeopleWatch = unwatched,
    outside?: ErasureListing,
  ) {
    this.keys = new PersonKeys(work, keeper);
    this.index = new BlindIndex(work, this.keys);
    this.names = new PersonNames(this.keys, watch);
    this.routes = new Routes(work, this.keys, this.index, (participantId) => this.reindex(participantId));
    this.#found = new PersonIndex(work, this.index);
    this.notes = new KeptNotes({ work, keys: this.keys, index: this.index, watch });
    this.drafts = new Drafts(work, this.keys, this.index);
    this.erasures = new Erasures(work, outside);
    this.holds = new LegalHolds(work);
    this.links = new PersonLinks(work);
    this.reviews = new RetentionReviews(work);
    this.said = new SaidOfThemselves(work, this.keys);
    this.earlierRoutes = new EarlierRoutes(work, this.keys, watch);
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
    return this.#told(await this.#opened(await sealedPeopleOfCase(this.work.manager, caseId)));
  }

  /** These people, in no order; of whom nothing is kept, nothing. */
  async byIds(participantIds: readonly string[]): Promise<PersonView[]> {
    return this.#told(await this.unshown(participantIds));
  }

  /** The same to be compared with something: whoever of them is shown is to be told of by {@link People.shown}. */
  async unshown(participantIds: readonly string[]): Promise<PersonOnCase[]> {
    return this.#opened(await sealedPeople(this.work.manager, participantIds));
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
    const kept = await sealedDetails(this.work.manager, participantId);
    return kept?.sealed ? opened(await this.keys.open(kept), kept.sealed, personPlace(participantId)) : undefined;
  }

  #opened(found: readonly SealedPerson[]): Promise<PersonOnCase[]> {
    return Promise.all(found.map(async (one) => openedPerson(one, await this.keys.open(one))));
  }
}

function detailsIn(given: PersonDetails): PersonDetails {
  return Object.fromEntries(personFields.map((field) => [field, given[field]]));
}
