import { Id } from '@kept-informed/fields';
import { ReasonRequest } from '../handling/reason.request.js';

/** Who is the same person, and how that is known. */
export class LinkPersonRequest extends ReasonRequest {
  @Id({ description: 'On another case, or entered twice on the same.' })
  participantId: string;
}
