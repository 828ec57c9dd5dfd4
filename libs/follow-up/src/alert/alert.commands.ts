import { Flag } from '@kept-informed/fields';
import type { Asked } from '../follow-up.streams.js';

/** Takes an alert on. The duty stays owed. */
export class AcknowledgeAlert {
  caseId: string;
  alertId: string;
  asked: Asked;
  noteId?: string;
  noteDigest?: string;

  @Flag({ optional: true, description: 'There is a plan to make the contact: the next rung is not raised.' })
  plan?: boolean;
}
