import type { Instant } from '@kept-informed/calendar';
import { coverAt, nobodyAway, presenceOf, type Cover, type Presence } from './cover.js';
import type { ForceFile } from './force-file.js';
import {
  DeliveryPolicy,
  OpeningPolicy,
  ReachPolicy,
  RetentionPolicy,
  type Area,
  type Bcu,
  type BodyEntry,
  type OtherBody,
  type PoliceForce,
  type Policy,
  type Staff,
  type Team,
  type TeamEntry,
} from './force.js';
import { usualOffenceGroups } from './offence-groups.js';
import { PostHolders, type Posts } from './post-holders.js';
import { ReferenceShapes } from './references.js';

/**
 * Who works where and who answers for whom, as one force file says. Never changes once made; a changed file makes
 * a new one. Look-ups answer undefined for what the file does not know, and staff by their ids.
 */
export class Directory {
  readonly force: PoliceForce;
  readonly policy: Policy;
  readonly delivery: DeliveryPolicy;
  readonly opening: OpeningPolicy;
  readonly reach: ReachPolicy;
  readonly retention: RetentionPolicy;
  /** Into which crimes are put; each a code in kebab case. */
  readonly offenceGroups: ReadonlySet<string>;
  readonly #references: ReferenceShapes;
  readonly #bcus: readonly Bcu[];
  readonly #teams: ReadonlyMap<string, Team>;
  readonly #staff: ReadonlyMap<string, Staff>;
  readonly #performanceUnit: string;
  readonly #bodies: ReadonlyMap<OtherBody, BodyEntry>;
  readonly #cover: Cover;
  readonly #posts: Posts;
  readonly #established: PostHolders;
  #latest?: { readonly at: Instant; readonly holders: PostHolders };

  /** Takes a file without problems; `parseDirectory` is the way in. */
  constructor(file: ForceFile) {
    this.force = frozen(file.force);
    this.policy = frozen(file.policy);
    this.delivery = frozen(file.delivery ?? new DeliveryPolicy());
    this.opening = frozen(file.opening ?? new OpeningPolicy());
    this.reach = frozen(file.reach ?? new ReachPolicy());
    this.retention = frozen(file.retention ?? new RetentionPolicy());
    this.offenceGroups = new Set(file.offenceGroups ?? usualOffenceGroups);
    this.#references = frozen(file.references ?? new ReferenceShapes());
    this.#bcus = frozen(file.bcus);
    this.#teams = new Map(file.teams.map((team) => [team.id, frozen(teamOf(team, file))]));
    this.#staff = new Map(file.staff.map((one) => [one.id, frozen(one)]));
    this.#performanceUnit = file.performanceUnit;
    this.#bodies = new Map(file.bodies?.map((one) => [one.body, frozen(one)]));
    const { leave = [], acting = [], rota = [] } = file;
    this.#cover = frozen({ leave, acting, rota });
    this.#posts = this.#postsOf();
    this.#established = new PostHolders(this.#posts, nobodyAway);
  }

  staff(id: string): Staff | undefined {
    return this.#staff.get(id);
  }

  team(id: string): Team | undefined {
    return this.#teams.get(id);
  }

  everyone(): readonly Staff[] {
    return [...this.#staff.values()];
  }

  teams(): readonly Team[] {
    return [...this.#teams.values()];
  }

  bcus(): readonly Bcu[] {
    return this.#bcus;
  }

  /** The ids of the editions that the force adopts. */
  adopts(): readonly string[] {
    return this.policy.adopts;
  }

  /** Who is told of what binds another body; undefined: nobody but the owner of the case. */
  postFor(body: OtherBody): string | undefined {
    return this.#bodies.get(body)?.post;
  }

  /** The other bodies that teams of the force act for: what those owe is recorded here. */
  actsFor(): ReadonlySet<OtherBody> {
    return new Set([...this.#bodies.values()].flatMap(({ body, teams }) => (teams ? [body] : [])));
  }

  /** The other bodies that the team of a member of staff acts for. */
  bodiesOf(staffId: string): readonly OtherBody[] {
    const team = this.#staff.get(staffId)?.team;
    return [...this.#bodies.values()].flatMap(({ body, teams }) => (teams?.some((id) => id === team) ? [body] : []));
  }

  /** How references of a kind are written here; undefined: in any way. */
  referenceShapes(kind: keyof ReferenceShapes): readonly string[] | undefined {
    return this.#references[kind];
  }

  /** Whether the LPT exists in that very BCU. Names are compared exactly. */
  hasArea({ bcu, lpt }: Area): boolean {
    return this.#lptOf({ bcu, lpt }) !== undefined;
  }

  /** Where a member of staff or a team works; undefined for headquarters. */
  areaOf(staffOrTeamId: string): Area | undefined {
    const teamId = this.#staff.get(staffOrTeamId)?.team ?? staffOrTeamId;
    return this.#teams.get(teamId)?.area;
  }

  /** Who answers for whom at an instant, with leave, acting ranks and duties. A worker asks for the same one over and over. */
  at(instant: Instant): PostHolders {
    const { leave, acting, rota } = this.#cover;
    if (leave.length + acting.length + rota.length === 0) return this.#established;
    if (this.#latest?.at !== instant) {
      const holders = new PostHolders(this.#posts, coverAt(this.#cover, instant, this.force.timeZone));
      this.#latest = { at: instant, holders };
    }
    return this.#latest!.holders;
  }

  /** When one of the staff can be found; null: the file does not say. */
  presenceOf(staffId: string, at: Instant): Presence | null {
    return presenceOf(staffId, this.#cover, at, this.force.timeZone);
  }

  /** The team that answers for an area's cases that nobody owns. */
  firstTeamOf(area: Area): Team | undefined {
    return this.#posts.firstTeamOf(area);
  }

  /** Who stands above someone for good, whoever is away. */
  supervisorOf(staffId: string): string | undefined {
    return this.#established.supervisorOf(staffId);
  }

  /** Who answers for an area's cases that nobody owns: the supervisor of the first team that the LPT lists. */
  supervisorOfArea(area: Area): string | undefined {
    return this.#established.supervisorOfArea(area);
  }

  /** The inspector of an area; undefined where the BCU has no such LPT. */
  inspectorOf(area: Area): string | undefined {
    return this.#lptOf(area) && this.#established.inspectorOfBcu(area.bcu);
  }

  /** The performance unit: a BCU's own where it has one, otherwise the force's. */
  performanceUnit(bcu?: string): string {
    return this.#established.performanceUnit(bcu);
  }

  #postsOf(): Posts {
    return {
      teamOf: (staffId) => this.#teams.get(this.#staff.get(staffId)?.team ?? ''),
      firstTeamOf: (area) => this.#teams.get(this.#lptOf(area)?.teams[0] ?? ''),
      bcuNamed: (name) => this.#bcuNamed(name),
      performanceUnit: (bcu) => (bcu !== undefined && this.#bcuNamed(bcu)?.performance) || this.#performanceUnit,
    };
  }

  #bcuNamed(name: string): Bcu | undefined {
    return this.#bcus.find((bcu) => bcu.name === name);
  }

  #lptOf({ bcu, lpt }: Area) {
    return this.#bcuNamed(bcu)?.lpts.find((one) => one.name === lpt);
  }
}

/** The file's teams point to BCUs by id; everywhere else an area is said by names. */
function teamOf({ id, name, bcu, lpt, supervisor }: TeamEntry, file: ForceFile): Team {
  const home = file.bcus.find((one) => one.id === bcu);
  return { id, name, supervisor, ...(home && lpt !== undefined && { area: { bcu: home.name, lpt } }) };
}

function frozen<T>(value: T): T {
  if (value && typeof value === 'object') Object.values(value).forEach(frozen);
  return Object.freeze(value);
}
