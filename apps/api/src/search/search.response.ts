import { ApiProperty } from '@nestjs/swagger';
import type { SearchMatch, SearchResult } from '@kept-informed/case-work';
import { caseKinds, roles, type CaseKind, type ParticipantRole } from '@kept-informed/follow-up';
import { matchedHow, matchedOn } from '@kept-informed/people';

export class SearchMatchResponse implements SearchMatch {
  @ApiProperty({ enum: [...matchedOn, 'reference'] })
  readonly on: SearchMatch['on'];

  @ApiProperty({
    enum: [...matchedHow, 'part'],
    description: '`nearly`: a typing mistake away. `ending`: by its last six digits. `part`: of a reference.',
  })
  readonly how: SearchMatch['how'];
}

/** Somebody on a case, or, where no participant is named, a case. */
export class SearchResultResponse implements SearchResult {
  @ApiProperty()
  readonly caseId: string;

  @ApiProperty()
  readonly reference: string;

  @ApiProperty({ enum: caseKinds })
  readonly kind: CaseKind;

  @ApiProperty()
  readonly closed: boolean;

  @ApiProperty({ required: false })
  readonly participantId?: string;

  @ApiProperty({ enum: roles, required: false })
  readonly role?: ParticipantRole;

  @ApiProperty({ type: String, nullable: true, required: false })
  readonly name?: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true, required: false })
  readonly bornOn?: string | null;

  @ApiProperty({ type: [SearchMatchResponse], description: 'What met what was asked for.' })
  readonly matched: readonly SearchMatchResponse[];
}

export class SearchResponse {
  @ApiProperty({ type: [SearchResultResponse], description: 'The best first.' })
  readonly items: readonly SearchResultResponse[];

  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'For supervisors: the id of a restricted case out of their sight, where they ask for its whole reference. Nothing else is said of it; who breaks the glass sees it.',
  })
  readonly restricted: string | null;
}
