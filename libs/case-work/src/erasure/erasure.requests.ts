import { Code, Id, Text } from '@kept-informed/fields';
import { type ErasureBasis, erasureBases } from '@kept-informed/people';
import { noteLimit } from '../handling/reason.request.js';

/** Whom to erase, and why. */
export class EraseRequest {
  @Id({ description: 'Who is the same person on other cases in sight goes with them.' })
  participantId: string;

  @Code(erasureBases, { optional: true, description: 'Kept when they are gone; `requested` if left out.' })
  basis?: ErasureBasis;

  @Text({ max: noteLimit, description: 'Why, in words: kept with them, and gone with them.' })
  reason: string;
}
