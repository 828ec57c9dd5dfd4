import { ApiProperty } from '@nestjs/swagger';
import { Flag, Text } from '@kept-informed/fields';
import {
  type DecidedTogether,
  importStates,
  type ImportProblem,
  type ImportState,
  type ImportView,
  reversalStates,
  type ReversalState,
  type ReversalView,
} from '@kept-informed/imports';
import { PageEnds } from '../http/page.js';

/** The fields that go with a file. */
export class ImportRequest {
  @Text({ max: 64, fromText: true, description: 'What the file is: `police-uk`, or a mapping of the force.' })
  profile: string;

  @Flag({ optional: true, fromText: true, description: 'Write nothing and report the same; false if left out.' })
  dryRun?: boolean;
}

/** Taking an import back, and what became of that. */
export class ReversalResponse implements ReversalView {
  @ApiProperty({ enum: reversalStates, description: 'stopped, interrupted, failed: asked for again, it goes on.' })
  readonly state: ReversalState;

  @ApiProperty({ description: 'Staff id.' })
  readonly by: string;

  @ApiProperty({ format: 'date-time' })
  readonly askedAt: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly endedAt: string | null;

  @ApiProperty({
    type: Object,
    nullable: true,
    description:
      'Cases cancelled, undone (they were there before), left because somebody has touched them since (leftCases: their ids, at most 1,000), already taken back; facts; disputes for a supervisor to decide. Null until it has ended.',
  })
  readonly report: ReversalView['report'];
}

/** An import and what became of it. Instants are UTC. */
export class ImportResponse implements ImportView {
  @ApiProperty({ description: 'Facts of the import carry it as their request.' })
  readonly importId: string;

  @ApiProperty({ example: 'police-uk' })
  readonly profile: string;

  @ApiProperty({ description: 'Nothing was written; the report is what it would have been.' })
  readonly dryRun: boolean;

  @ApiProperty({ type: String, nullable: true, description: 'Staff id; null: by the command line.' })
  readonly startedBy: string | null;

  @ApiProperty({ type: Number, nullable: true, description: 'How large the file was. The file is not kept.' })
  readonly bytes: number | null;

  @ApiProperty({ format: 'date-time' })
  readonly receivedAt: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly endedAt: string | null;

  @ApiProperty({
    enum: importStates,
    description:
      'stopped, interrupted: its process ended; given again it goes on. failed: by a fault of ours. Rows that were refused do not keep it from being done.',
  })
  readonly state: ImportState;

  @ApiProperty({ description: 'Cases dealt with so far.' })
  readonly done: number;

  @ApiProperty({ description: 'Of how many; 0 while the file is read.' })
  readonly total: number;

  @ApiProperty({
    type: Object,
    nullable: true,
    description:
      'What stands in the file (counts, refused by code) and what was done: cases new, changed and already there, rows kept for cases that no file has told of yet (rowsKept), facts, obligations, warnings. Null until it has ended.',
  })
  readonly report: ImportView['report'];

  @ApiProperty({ description: 'Rows and files that were not taken; the first 10,000 are listed.' })
  readonly problems: number;

  @ApiProperty({ type: () => ReversalResponse, nullable: true, description: 'Null: nobody asked to take it back.' })
  readonly reversal: ReversalResponse | null;
}

export class ImportPage extends PageEnds {
  @ApiProperty({ type: [ImportResponse], description: 'The newest first.' })
  readonly items: readonly ImportResponse[];
}

/** What became of the disputes that a reversal raised. */
export class ReversalDecisionResponse implements DecidedTogether {
  @ApiProperty({ description: 'Disputes that were decided.' })
  readonly decided: number;

  @ApiProperty({ description: 'Those that you may not decide: you are or were the owner, or recorded it.' })
  readonly skipped: number;

  @ApiProperty({ description: 'Cases that still have some: ask again.' })
  readonly casesLeft: number;
}

/** A row that was not taken. What stood in it is kept nowhere. */
export class ImportProblemResponse implements Omit<ImportProblem, 'place'> {
  @ApiProperty({ description: 'The line of the file, its header being 1; 0: the file as a whole.' })
  readonly row: number;

  @ApiProperty({ type: String, nullable: true, description: 'The column at fault, where it is one.' })
  readonly column: string | null;

  @ApiProperty({ example: 'bad-month' })
  readonly code: string;

  @ApiProperty({ description: 'What is wrong and what to do about it, in a sentence.' })
  readonly detail: string;
}

export class ImportProblemPage extends PageEnds {
  @ApiProperty({ type: [ImportProblemResponse], description: 'In the order of the file.' })
  readonly items: readonly ImportProblemResponse[];
}
