import type { Instant } from '@kept-informed/calendar';
import type { Case } from '../case/case.state.js';
import type { Contacts } from '../contact/contact.state.js';
import type { Feedback } from '../feedback/feedback.events.js';
import type { OptOut } from '../opt-out/opt-out.events.js';
import type { RulingHistory } from '../ruling/ruling.state.js';

/** Everything that people recorded of a case: what the rules work out from scratch what is owed from. */
export interface CaseHistory extends Case, Contacts, RulingHistory {
  readonly feedback: Map<string, Feedback>;
  readonly optOuts: OptOut[];
  /** When each of its facts was recorded, here or on the case that it was carried from, by its version. */
  readonly recorded: Map<number, Instant>;
  /** The case that a fact that was carried was recorded on at first, by its version. */
  readonly brought: Map<number, string>;
  /** The version of the last of its facts that can change what is promised to whom on it: most contacts cannot. */
  shapedBy: number;
}
