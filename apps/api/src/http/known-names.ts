import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { ReadModel } from '@kept-informed/case-work';
import { OwnForce, type Rulebook } from '@kept-informed/commitments';
import { isRecorded, type RecordedName } from '@kept-informed/compliance';
import { Endpoints } from '@kept-informed/delivery';
import { withoutOne } from '@kept-informed/event-store';
import { concernInWords } from '@kept-informed/follow-up';
import { asker } from './page.js';
import { type FaultyField, invalid } from './problem.js';

/** Whether there is, or was, what a parameter of this name says. */
type IsKnown = (name: string) => boolean | Promise<boolean>;

/**
 * What a question asks about has to exist: a mistyped team is refused and not answered with nothing. One word means one thing
 * in every question, so it goes by the names of parameters. A team, a post, an area or a group that the force file no longer
 * has is known as long as anything recorded names it, a promise as long as any policy had it.
 */
@Injectable()
export class KnownNames implements PipeTransform {
  constructor(
    private readonly reading: ReadModel,
    private readonly force: OwnForce,
    private readonly endpoints: Endpoints,
  ) {}

  /** Most parameters are no question, and most questions say nothing: those wait for nothing. */
  transform(asked: unknown, { type }: ArgumentMetadata): unknown {
    const isQuestion = type === 'query' && typeof asked === 'object' && asked !== null;
    return isQuestion && Object.values(asked).some((said) => said !== undefined) ? this.#checked(asked) : asked;
  }

  async #checked(asked: object): Promise<object> {
    const errors = await this.unknownIn(asked, '?');
    if (errors.length > 0) throw invalid(errors);
    return asked;
  }

  /** What a question asks about that does not exist, by pointers that begin like this. */
  async unknownIn(asked: object, pointer: string): Promise<FaultyField[]> {
    const given = Object.entries(asked).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== withoutOne,
    );
    const errors = given.map(async ([parameter, name]) => {
      const [what, isKnown] = this.#known[parameter] ?? [];
      if (!isKnown || (await isKnown(name))) return [];
      return { pointer: `${pointer}${parameter}`, detail: `There is no such ${what}.` };
    });
    return (await Promise.all(errors)).flat();
  }

  readonly #known: Readonly<Record<string, readonly [what: string, IsKnown]>> = {
    team: ['team', (id) => this.#directory.team(id) !== undefined || this.#wasOnce('team', id)],
    owner: ['member of staff', (id) => this.#isStaff(id) || this.#wasOnce('owner', id)],
    recipient: [
      'recipient',
      async (id) =>
        id === asker || this.#isStaff(id) || (await this.#wasOnce('recipient', id)) || this.endpoints.existed(id),
    ],
    bcu: ['basic command unit', (name) => this.#units().includes(name) || this.#wasOnce('bcu', name)],
    lpt: ['local policing team', (name) => this.#lpts().includes(name) || this.#wasOnce('lpt', name)],
    offenceGroup: [
      'group of offences',
      (name) => this.#directory.offenceGroups.has(name) || this.#wasOnce('offenceGroup', name),
    ],
    commitment: ['promise', (id) => this.#inBook(({ catalogue }) => catalogue.some((one) => one.id === id))],
    edition: [
      'edition',
      (id) => this.#inBook(({ catalogue }) => catalogue.some(({ editions }) => editions.includes(id))),
    ],
    rung: [
      'rung',
      (name) =>
        concernInWords(name) !== undefined ||
        this.#inBook(({ terms }) => terms.some(({ ladder }) => ladder.some(({ rung }) => rung === name))),
    ],
  };

  get #directory() {
    return this.force.directory.current;
  }

  #isStaff(id: string): boolean {
    return this.#directory.staff(id) !== undefined;
  }

  #units(): string[] {
    return this.#directory.bcus().map(({ name }) => name);
  }

  #lpts(): string[] {
    return this.#directory.bcus().flatMap(({ lpts }) => lpts.map(({ name }) => name));
  }

  #wasOnce(what: RecordedName, name: string): Promise<boolean> {
    return isRecorded(this.reading.manager, what, name);
  }

  async #inBook(has: (book: Rulebook) => boolean): Promise<boolean> {
    return has(await this.force.rulebook());
  }
}
