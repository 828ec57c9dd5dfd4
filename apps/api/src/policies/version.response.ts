import { ApiProperty } from '@nestjs/swagger';
import type { ActivationResult, DraftResult, Reach } from '@kept-informed/commitments';
import { previewedChanges, type PreviewedObligation } from '@kept-informed/follow-up';
import { PageEnds } from '../http/page.js';

const statuses = ['draft', 'discarded', 'in-force', 'replaced'] as const;
export type VersionStatus = (typeof statuses)[number];

export class ReachResponse {
  @ApiProperty({ enum: ['new-only', 'recompute-all', 'time-left'] })
  readonly to: string;

  @ApiProperty({ required: false, format: 'date', description: 'With time-left.' })
  readonly on?: string;
}

/** A version of the policy or of the calendar, and what became of it. */
export class VersionResponse {
  @ApiProperty({ example: 'policy-3-2f9c01ab', description: 'What the force starts with has the id of its own.' })
  readonly versionId: string;

  @ApiProperty({ enum: statuses })
  readonly status: VersionStatus;

  @ApiProperty({ type: String, nullable: true, description: 'The version that it was drafted for.' })
  readonly basedOn: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Staff id. Null: what the force starts with.' })
  readonly draftedBy: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly draftedAt: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Somebody else than who drafted it.' })
  readonly activatedBy: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Since when it holds.' })
  readonly activatedAt: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Until when it held.' })
  readonly heldUntil: string | null;

  @ApiProperty({ type: ReachResponse, nullable: true })
  readonly reach: ReachResponse | null;
}

export class VersionsPage extends PageEnds {
  @ApiProperty({ description: 'Of the stream; its ETag, for the next change.' })
  readonly version: number;

  @ApiProperty({ description: 'The version that holds now.' })
  readonly inForce: string;

  @ApiProperty({ description: 'How many cases are still to be settled under what was activated last.' })
  readonly rechecksLeft: number;

  @ApiProperty({ type: [VersionResponse], description: 'Those that were in force, the latest first, then drafts.' })
  readonly items: readonly VersionResponse[];
}

export class WarningResponse {
  @ApiProperty({ example: 'irregular-date' })
  readonly code: string;

  @ApiProperty()
  readonly detail: string;
}

export class WholeVersionResponse extends VersionResponse {
  @ApiProperty({ description: 'Of the stream; its ETag, for the next change.' })
  readonly version: number;

  @ApiProperty({ type: Object, description: 'All that it says, as it can be drafted again.' })
  readonly content: object;

  @ApiProperty({ type: [WarningResponse], description: 'Of a draft: what is odd about it.' })
  readonly warnings: readonly WarningResponse[];
}

export class DraftedResponse implements DraftResult {
  @ApiProperty({ example: 'policy-3-2f9c01ab' })
  readonly versionId: string;

  @ApiProperty({ type: [WarningResponse], description: 'What is odd about it and does not stand in its way.' })
  readonly warnings: readonly WarningResponse[];

  @ApiProperty()
  readonly version: number;

  @ApiProperty()
  readonly position: string;
}

export class ActivatedResponse implements ActivationResult {
  @ApiProperty()
  readonly versionId: string;

  @ApiProperty({ format: 'date-time' })
  readonly activatedAt: string;

  @ApiProperty({ type: ReachResponse })
  readonly reach: Reach;

  @ApiProperty({ description: 'How many cases the worker settles again because of it.' })
  readonly rechecks: number;

  @ApiProperty()
  readonly version: number;

  @ApiProperty()
  readonly position: string;
}

export class PreviewedResponse implements PreviewedObligation {
  @ApiProperty({
    enum: previewedChanges,
    description:
      'moved: due on another date. overdue: that date is past. withdrawn: no longer owed. arises: owed, and was not. rungs: only its alerts change.',
  })
  readonly change: PreviewedObligation['change'];

  @ApiProperty()
  readonly obligationId: string;

  @ApiProperty()
  readonly caseId: string;

  @ApiProperty()
  readonly participantId: string;

  @ApiProperty()
  readonly commitment: string;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  readonly dueOn: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  readonly wouldBeDueOn: string | null;
}

export class PreviewCountsResponse {
  @ApiProperty()
  readonly moved: number;

  @ApiProperty()
  readonly overdue: number;

  @ApiProperty()
  readonly withdrawn: number;

  @ApiProperty()
  readonly arises: number;

  @ApiProperty()
  readonly rungs: number;

  @ApiProperty({ description: 'Cases with any of these.' })
  readonly cases: number;
}

export class PreviewAnswerPage extends PageEnds {
  @ApiProperty({ format: 'date-time', description: 'As if it were activated at this instant; the same on every page.' })
  readonly at: string;

  @ApiProperty({ type: ReachResponse })
  readonly reach: ReachResponse;

  @ApiProperty({ type: PreviewCountsResponse, nullable: true, description: 'Of all pages; with the first.' })
  readonly counts: PreviewCountsResponse | null;

  @ApiProperty({ type: [PreviewedResponse], description: 'By case.' })
  readonly items: readonly PreviewedResponse[];
}
