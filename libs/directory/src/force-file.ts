import 'reflect-metadata';
import { Type } from 'class-transformer';
import {
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsDefined,
  IsEmail,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsTimeZone,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { GRADES, type Grade } from './force.js';

/** Ids go into links, queue names and files. */
const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const anId = { message: 'must be an id: letters, digits, dot, hyphen and underscore, at most 64' };
const aName = { message: 'must be a name, without spaces around it' };
const NAME = /^\S(?:.*\S)?$/;

/** The shape of the force file, key by key. What the keys refer to is checked by `problemsBetween`. */
export class ForceShape {
  @Matches(ID, anId) id: string;
  @MaxLength(100) @Matches(NAME, aName) name: string;
  @IsTimeZone({ message: 'must be an IANA time zone, such as Europe/London' }) timeZone: string;
}

export class PolicyShape {
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique({ message: 'must not name an edition twice' })
  @Matches(ID, { each: true, message: 'must be ids of editions' })
  adopts: string[];

  /** Rungs as the alert ladder wants them; carried as written, checked by the lib that reads them. */
  @IsOptional() @IsArray() @IsObject({ each: true }) ladder?: Record<string, unknown>[];

  /** Room for what a commitment leaves open, such as the day kind of the ten days. */
  @IsOptional() @IsObject() settings?: Record<string, unknown>;
}

export class LptShape {
  @MaxLength(100) @Matches(NAME, aName) name: string;

  @IsArray()
  @ArrayNotEmpty({ message: 'must name at least one team: the first answers for the area' })
  @Matches(ID, { each: true, message: 'must be ids of teams' })
  teams: string[];
}

export class BcuShape {
  @Matches(ID, anId) id: string;
  @MaxLength(100) @Matches(NAME, aName) name: string;
  @IsDefined({ message: 'has no inspector' }) @IsString() inspector: string;
  @IsOptional() @IsString() performance?: string;
  @IsArray() @ArrayNotEmpty() @ValidateNested({ each: true }) @Type(() => LptShape) lpts: LptShape[];
}

export class TeamShape {
  @Matches(ID, anId) id: string;
  @MaxLength(100) @Matches(NAME, aName) name: string;
  @IsOptional() @IsString() bcu?: string;
  @IsOptional() @IsString() lpt?: string;
  @IsDefined({ message: 'has no supervisor' }) @IsString() supervisor: string;
}

export class StaffShape {
  @Matches(ID, anId) id: string;
  @MaxLength(100) @Matches(NAME, aName) title: string;
  @IsDefined({ message: 'has no team' }) @IsString() team: string;
  @IsIn(GRADES, { message: `must be one of ${GRADES.join(', ')}` }) grade: Grade;

  /** The mailbox of the post; without one no e-mail reaches it. */
  @IsOptional()
  @MaxLength(254)
  @IsEmail({}, { message: 'must be an e-mail address, such as crime-desk@force.example' })
  email?: string;
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const aTime = { message: 'must be a time of day in quotes, such as "22:00"' };

export class QuietHoursShape {
  @Matches(TIME, aTime) from: string;
  @Matches(TIME, aTime) until: string;
}

export class DeliveryShape {
  @IsOptional()
  @IsInt({ message: 'must be a whole number of minutes' })
  @Min(0, { message: 'must not be below 0' })
  @Max(1_440, { message: 'must not be above 1440, a day' })
  digestMinutes?: number;

  @IsOptional() @IsObject() @ValidateNested() @Type(() => QuietHoursShape) quietHours?: QuietHoursShape;
}

/** Dates of the force's zone, both included. */
export class LeaveShape {
  @IsDefined({ message: 'names nobody' }) @IsString() staff: string;
  @IsDefined({ message: 'is missing' }) @IsString() from: string;
  @IsDefined({ message: 'is missing' }) @IsString() to: string;
  @IsOptional() @IsString() deputy?: string;
}

const aRole = { message: 'must be supervisor or inspector' };

/** Dates of the force's zone, both included. */
export class ActingShape {
  @IsDefined({ message: 'names nobody' }) @IsString() staff: string;
  @IsIn(['supervisor', 'inspector'], aRole) as: 'supervisor' | 'inspector';
  @IsDefined({ message: 'is missing: the id of a team, or of a BCU for an inspector' }) @IsString() of: string;
  @IsDefined({ message: 'is missing' }) @IsString() from: string;
  @IsDefined({ message: 'is missing' }) @IsString() to: string;
}

/** Local times or instants; a duty ends as `to` begins. */
export class RotaShiftShape {
  @IsOptional() @IsString() team?: string;
  @IsOptional() @IsString() bcu?: string;
  @IsIn(['supervisor', 'inspector'], aRole) role: 'supervisor' | 'inspector';
  @IsDefined({ message: 'names nobody' }) @IsString() staff: string;
  @IsDefined({ message: 'is missing' }) @IsString() from: string;
  @IsDefined({ message: 'is missing' }) @IsString() to: string;
}

export class ForceFile {
  @IsDefined({ message: 'is missing' }) @IsObject() @ValidateNested() @Type(() => ForceShape) force: ForceShape;
  @IsDefined({ message: 'is missing' }) @IsObject() @ValidateNested() @Type(() => PolicyShape) policy: PolicyShape;
  @IsOptional() @IsObject() @ValidateNested() @Type(() => DeliveryShape) delivery?: DeliveryShape;
  @IsArray() @ArrayNotEmpty() @ValidateNested({ each: true }) @Type(() => BcuShape) bcus: BcuShape[];
  @IsArray() @ArrayNotEmpty() @ValidateNested({ each: true }) @Type(() => TeamShape) teams: TeamShape[];
  @IsArray() @ArrayNotEmpty() @ValidateNested({ each: true }) @Type(() => StaffShape) staff: StaffShape[];
  @IsDefined({ message: 'names nobody' }) @IsString() performanceUnit: string;
  @IsOptional() @IsArray() @ValidateNested({ each: true }) @Type(() => LeaveShape) leave?: LeaveShape[];
  @IsOptional() @IsArray() @ValidateNested({ each: true }) @Type(() => ActingShape) acting?: ActingShape[];
  @IsOptional() @IsArray() @ValidateNested({ each: true }) @Type(() => RotaShiftShape) rota?: RotaShiftShape[];
}
