import { ApiProperty } from '@nestjs/swagger';
import { roles, scopes, type Principal } from '@kept-informed/access';
import { grades, reaches, type ReachOfRole } from '@kept-informed/directory';
import { PageEnds } from '../http/page.js';

/** A basic command unit, as a case names it (`area.bcu`), with the names of its local policing teams (`area.lpt`). */
export class BasicCommandUnitResponse {
  @ApiProperty({ example: 'South Cumbria' })
  readonly bcu: string;

  @ApiProperty({ type: [String], example: ['Barrow', 'Kendal'] })
  readonly lpts: readonly string[];

  @ApiProperty({ type: String, nullable: true, description: 'Staff id of its inspector now; null: nobody is there.' })
  readonly inspector: string | null;
}

export class AreaPage extends PageEnds {
  @ApiProperty({ type: [BasicCommandUnitResponse] })
  readonly items: readonly BasicCommandUnitResponse[];
}

export class TeamResponse {
  @ApiProperty({ example: 'barrow-lpt' })
  readonly team: string;

  @ApiProperty()
  readonly name: string;

  @ApiProperty({ type: String, nullable: true, description: 'Null: headquarters.' })
  readonly bcu: string | null;

  @ApiProperty({ type: String, nullable: true })
  readonly lpt: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Staff id of its supervisor now; null: nobody is there.' })
  readonly supervisor: string | null;
}

export class TeamPage extends PageEnds {
  @ApiProperty({ type: [TeamResponse] })
  readonly items: readonly TeamResponse[];
}

/** A post of the force; never a name. */
export class StaffResponse {
  @ApiProperty({ example: 'pc-1234' })
  readonly staffId: string;

  @ApiProperty({ example: 'Police constable' })
  readonly title: string;

  @ApiProperty()
  readonly team: string;

  @ApiProperty({ enum: grades, description: 'What they are in the force.' })
  readonly role: string;

  @ApiProperty({ description: 'They are there; otherwise whoever acts for them is told.' })
  readonly present: boolean;
}

export class StaffPage extends PageEnds {
  @ApiProperty({ type: [StaffResponse] })
  readonly items: readonly StaffResponse[];
}

/** Whose cases somebody can see and what they see of people. */
export class PersonalReachResponse {
  @ApiProperty({
    enum: [...reaches, 'none'],
    description:
      'The whole force’s, those of the BCU, of own teams, or their own; restricted cases only where they share them.',
  })
  readonly cases: ReachOfRole | 'none';

  @ApiProperty({ description: 'They see names, routes and notes.' })
  readonly people: boolean;
}

/** Who asks, by their token and the force's directory. */
export class MeResponse {
  @ApiProperty({ description: 'The code that facts carry.' })
  readonly staffId: string;

  @ApiProperty({ enum: roles, isArray: true })
  readonly roles: Principal['roles'];

  @ApiProperty({
    enum: scopes,
    isArray: true,
    description: 'What another system’s client may do; nobody else has any.',
  })
  readonly scopes: Principal['scopes'];

  @ApiProperty({ type: String, nullable: true, description: 'Null: the directory does not know them.' })
  readonly title: string | null;

  @ApiProperty({ type: String, nullable: true })
  readonly team: string | null;

  @ApiProperty({ type: String, nullable: true })
  readonly bcu: string | null;

  @ApiProperty({ type: String, nullable: true })
  readonly lpt: string | null;

  @ApiProperty({
    type: [String],
    description: 'Teams that they answer for now, as supervisor or while acting for one.',
  })
  readonly supervises: readonly string[];

  @ApiProperty({ type: PersonalReachResponse })
  readonly reach: PersonalReachResponse;
}
