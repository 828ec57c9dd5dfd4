import { ApiProperty } from '@nestjs/swagger';
import { previewedChanges } from '@kept-informed/follow-up';
import { PageEnds } from '../http/page.js';

const statuses = ['draft', 'discarded', 'in-force', 'replaced'] as const;
export type VersionStatus = (typeof statuses)[number];

export class ReachResponse {
  @ApiProperty({ enum: ['new-only', 'recompute-all', 'time-left'] })
  to: string;

  @ApiProperty({ required: false, format: 'date', description: 'With time-left.' })
  on?: string;
}

/** A version of the policy or of the calendar, and what became of it. */
export class VersionResponse {
  @ApiProperty({ example: 'policy-3-2f9c01ab', description: 'What the force starts with has the id of its own.' })
  versionId: string;

  @ApiProperty({ enum: statuses })
  status: VersionStatus;

  @ApiProperty({ type: String, nullable: true, description: 'The version that it was drafted for.' })
  basedOn: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Staff id. Null: what the force starts with.' })
  draftedBy: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  draftedAt: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Somebody else than who drafted it.' })
  activatedBy: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Since when it holds.' })
  activatedAt: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Until when it held.' })
  heldUntil: string | null;

  @ApiProperty({ type: ReachResponse, nullable: true })
  reach: ReachResponse | null;
}

export class VersionsPage extends PageEnds {
  @ApiProperty({ description: 'Of the stream; its ETag, for the next change.' })
  version: number;

  @ApiProperty({ description: 'The version that holds now.' })
  inForce: string;

  @ApiProperty({ description: 'How many cases are still to be settled under what was activated last.' })
  rechecksLeft: number;

  @ApiProperty({ type: [VersionResponse], description: 'Those that were in force, the latest first, then drafts.' })
  items: VersionResponse[];
}

export class WarningResponse {
  @ApiProperty({ example: 'irregular-date' })
  code: string;

  @ApiProperty()
  detail: string;
}

export class WholeVersionResponse extends VersionResponse {
  @ApiProperty({ description: 'Of the stream; its ETag, for the next change.' })
  version: number;

  @ApiProperty({ type: Object, description: 'All that it says, as it can be drafted again.' })
  content: object;

  @ApiProperty({ type: [WarningResponse], description: 'Of a draft: what is odd about it.' })
  warnings: readonly WarningResponse[];
}

export class DraftedResponse {
  @ApiProperty({ example: 'policy-3-2f9c01ab' })
  versionId: string;

  @ApiProperty({ type: [WarningResponse], description: 'What is odd about it and does not stand in its way.' })
  warnings: readonly WarningResponse[];

  @ApiProperty()
  version: number;

  @ApiProperty()
  position: string;
}

export class ActivatedResponse {
  @ApiProperty()
  versionId: string;

  @ApiProperty({ format: 'date-time' })
  activatedAt: string;

  @ApiProperty({ type: ReachResponse })
  reach: ReachResponse;

  @ApiProperty({ description: 'How many cases the worker settles again because of it.' })
  rechecks: number;

  @ApiProperty()
  version: number;

  @ApiProperty()
  position: string;
}

export class PreviewedResponse {
  @ApiProperty({
    enum: previewedChanges,
    description:
      'moved: due on another date. overdue: that date is past. withdrawn: no longer owed. arises: owed, and was not. rungs: only its alerts change.',
  })
  change: string;

  @ApiProperty()
  obligationId: string;

  @ApiProperty()
  caseId: string;

  @ApiProperty()
  participantId: string;

  @ApiProperty()
  commitment: string;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  dueOn: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  wouldBeDueOn: string | null;
}

export class PreviewCountsResponse {
  @ApiProperty()
  moved: number;

  @ApiProperty()
  overdue: number;

  @ApiProperty()
  withdrawn: number;

  @ApiProperty()
  arises: number;

  @ApiProperty()
  rungs: number;

  @ApiProperty({ description: 'Cases with any of these.' })
  cases: number;

  @ApiProperty({ description: 'Cases with a date for which the holidays would not be known.' })
  notCountable: number;
}

export class PreviewAnswerPage extends PageEnds {
  @ApiProperty({ format: 'date-time', description: 'As if it were activated at this instant; the same on every page.' })
  at: string;

  @ApiProperty({ type: ReachResponse })
  reach: ReachResponse;

  @ApiProperty({ type: PreviewCountsResponse, nullable: true, description: 'Of all pages; with the first.' })
  counts: PreviewCountsResponse | null;

  @ApiProperty({ type: [PreviewedResponse], description: 'By case.' })
  items: readonly PreviewedResponse[];
}
