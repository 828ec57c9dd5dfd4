import type { Zone } from '@kept-informed/calendar';
import { hasShape, type Directory, type DirectoryHolder } from '@kept-informed/directory';
import type { CaseArea, Rulebook } from '../commitment/rulebook.rules.js';
import { readCatalogue } from '../commitment/catalogue.js';
import { refuse } from '@kept-informed/decisions';
import type { DatedVersions } from './dated-terms.rules.js';
import { rulebookOf } from './rulebook.js';
import type { TermsVersions, TermsStreams } from './terms.streams.js';

/** A rulebook with what it was made of. */
interface MadeRulebook {
  readonly directory: Directory;
  readonly versions: TermsVersions;
  readonly book: Rulebook;
  readonly titles: ReadonlyMap<string, string>;
}

type ReferencedKind = Parameters<Directory['referenceShapes']>[0];

/** The force that the product runs for, as commands need it: what it goes by, who works there, which areas it has. */
export class OwnForce {
  /** The promises that the product knows, whether or not the force holds itself to them. */
  readonly catalogue = readCatalogue();
  #made: MadeRulebook;

  /** Throws UnknownEditions where the force file adopts what the catalogue does not have. */
  constructor(
    readonly directory: DirectoryHolder,
    private readonly terms: TermsStreams,
  ) {
    this.#made = this.#make(directory.current, { policy: 0, calendar: 0 });
  }

  get zone(): Zone {
    return this.directory.current.force.timeZone;
  }

  /** What the force goes by now; to read with, for it may be replaced at any moment. */
  readonly rulebook = async (): Promise<Rulebook> => this.#bookAt(await this.terms.versions());

  /** What the force goes by, and goes on going by until the transaction under way ends: to settle with. */
  readonly heldRulebook = async (): Promise<Rulebook> => this.#bookAt(await this.terms.held());

  /**
   * What promises are called, by their ids; one that nobody promises any more by its id. An own promise is called as when
   * what the force goes by was last read here: everything that is recorded reads it.
   */
  async titles(commitments: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const isStrange = (id: string) => !this.#made.titles.has(id);
    if (commitments.some(isStrange)) await this.rulebook();
    const strange = commitments.filter(isStrange).map((id): [string, string] => [id, id]);
    const { titles } = this.#made;
    return strange.length === 0 ? titles : new Map([...titles, ...strange]);
  }

  /** Made again only when a stream moved on or the directory was reloaded: most requests find it made. */
  async #bookAt({ policy, calendar }: TermsVersions): Promise<Rulebook> {
    const directory = this.directory.current;
    const { versions: before, directory: had, book } = this.#made;
    if (before.policy === policy && before.calendar === calendar && had === directory) return book;
    if (policy === 0 && calendar === 0) return this.#make(directory, { policy, calendar }).book;
    const versions = await this.terms.load();
    const read = { policy: versions.policy.version, calendar: versions.calendar.version };
    return this.#make(directory, read, versions).book;
  }

  #make(directory: Directory, versions: TermsVersions, dated?: DatedVersions): MadeRulebook {
    const book = rulebookOf(directory, this.catalogue, dated);
    const titles = new Map(book.catalogue.map(({ id, title }) => [id, title]));
    return (this.#made = { directory, versions, book, titles });
  }

  /** A member of staff and their team. */
  requireStaff(staffId: string, field: string): { staffId: string; team: string } {
    const found = this.directory.current.staff(staffId);
    if (!found) throw refuse('unknown-staff', field, 'The force has no such member of staff.');
    return { staffId, team: found.team };
  }

  /** Refused where the force writes references of the kind otherwise. */
  requireReference(kind: ReferencedKind, reference: string, field: string): void {
    const shapes = this.directory.current.referenceShapes(kind);
    if (!shapes || shapes.some((shape) => hasShape(reference, shape))) return;
    const wanted = `Expected ${shapes.join(' or ')}, where # is a digit, @ a letter and + one or more.`;
    throw refuse('reference-misshapen', field, wanted);
  }

  requireOffenceGroup(group: string, field: string): void {
    const { offenceGroups } = this.directory.current;
    if (offenceGroups.has(group)) return;
    throw refuse('unknown-offence-group', field, oneOf([...offenceGroups]));
  }

  requireArea({ bcu, lpt }: CaseArea, field: string): void {
    const bcus = this.directory.current.bcus();
    const unit = bcus.find(({ name }) => name === bcu);
    if (!unit) throw refuse('unknown-area', `${field}/bcu`, oneOf(namesOf(bcus)));
    const lpts = namesOf(unit.lpts);
    if (lpt !== undefined && !lpts.includes(lpt)) throw refuse('unknown-area', `${field}/lpt`, oneOf(lpts));
  }
}

/** So many names are told; a list of all is to be had from the directory. */
const told = 50;

const namesOf = (all: readonly { readonly name: string }[]): string[] => all.map(({ name }) => name);

function oneOf(names: readonly string[]): string {
  const more = names.length > told ? ` and ${names.length - told} more` : '';
  return `Expected one of ${names.slice(0, told).join(', ')}${more}.`;
}
