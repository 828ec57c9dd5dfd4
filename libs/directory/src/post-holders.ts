import { postOf, type CoverAt } from './cover.js';
import type { Area, Bcu, Team } from './force.js';

const ranks = ['supervisor', 'inspector'] as const;

/** The posts of a force, whoever is there. */
export interface Posts {
  teamOf(staffId: string): Team | undefined;
  /** The team that answers for an area's cases that nobody owns. */
  firstTeamOf(area: Area): Team | undefined;
  bcuNamed(name: string): Bcu | undefined;
  performanceUnit(bcu?: string): string;
}

/**
 * Who answers for whom at one instant: whoever holds the post then; where they are on leave, who acts for them; where
 * nobody does, who is on duty. Undefined: nobody of that rank is there, and the next one up is told.
 */
export class PostHolders {
  constructor(
    private readonly posts: Posts,
    private readonly cover: CoverAt,
  ) {}

  /** Themselves, or while they are on leave their deputy, or that one's deputy. */
  standInFor(staffId: string, passed: readonly string[] = []): string | undefined {
    const leave = this.cover.leave.get(staffId);
    if (!leave) return staffId;
    const { deputy } = leave;
    if (deputy === undefined || passed.includes(deputy)) return undefined;
    return this.standInFor(deputy, [...passed, staffId]);
  }

  /**
   * The supervisor of someone's team; for the supervisors themselves, and whoever acts as such, the inspector of their
   * area. Undefined where nobody stands above: an inspector's alert climbs to the performance unit instead.
   */
  supervisorOf(staffId: string): string | undefined {
    const team = this.posts.teamOf(staffId);
    if (!team) return undefined;
    const supervisor = this.#isHeadOf(team, staffId) ? staffId : this.supervisorOfTeam(team);
    if (supervisor !== staffId) return supervisor;
    const inspector = team.area && this.inspectorOfBcu(team.area.bcu);
    return inspector === staffId ? undefined : inspector;
  }

  /** Who answers for a team: its supervisor, whoever acts as such, or whoever is on duty for it. */
  supervisorOfTeam(team: Team): string | undefined {
    const post = postOf('supervisor', 'team', team.id);
    const bcu = team.area && this.posts.bcuNamed(team.area.bcu);
    return (
      this.#inPost(post, team.supervisor) ??
      this.#there(this.cover.onDuty.get(post)) ??
      (bcu && this.#onDuty('supervisor', bcu))
    );
  }

  /** Names of the BCUs that somebody is on duty for, or whose inspector they are, themselves or standing in. */
  bcusOf(staffId: string, bcus: readonly Bcu[]): string[] {
    const holds = (bcu: Bcu) =>
      bcu.inspector === staffId ||
      this.inspectorOfBcu(bcu.name) === staffId ||
      ranks.some((rank) => this.#onDuty(rank, bcu) === staffId);
    return bcus.filter(holds).map(({ name }) => name);
  }

  supervisorOfArea(area: Area): string | undefined {
    const team = this.posts.firstTeamOf(area);
    return team && this.supervisorOfTeam(team);
  }

  inspectorOfBcu(name: string): string | undefined {
    const bcu = this.posts.bcuNamed(name);
    return bcu && (this.#inPost(postOf('inspector', 'bcu', bcu.id), bcu.inspector) ?? this.#onDuty('inspector', bcu));
  }

  /** The last one up: told in any case, as nobody is above. */
  performanceUnit(bcu?: string): string {
    const unit = this.posts.performanceUnit(bcu);
    return this.standInFor(unit) ?? unit;
  }

  #isHeadOf({ id, supervisor }: Team, staffId: string): boolean {
    return staffId === supervisor || staffId === this.cover.acting.get(postOf('supervisor', 'team', id));
  }

  /** Whoever acts in the rank, or else holds the post for good, or their stand-in. */
  #inPost(post: string, established: string): string | undefined {
    return this.#there(this.cover.acting.get(post)) ?? this.standInFor(established);
  }

  #onDuty(role: 'supervisor' | 'inspector', { id }: Bcu): string | undefined {
    return this.#there(this.cover.onDuty.get(postOf(role, 'bcu', id)));
  }

  #there(staffId: string | undefined): string | undefined {
    return staffId === undefined ? undefined : this.standInFor(staffId);
  }
}
