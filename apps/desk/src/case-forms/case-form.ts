import { dayInWords, type Instant, type Zone } from '@kept-informed/calendar';
import type { ParticipantWithPerson, TimelineEntry, ToldObligation, WholeCaseView } from '@kept-informed/case-work';
import type { Rulebook } from '@kept-informed/commitments';
import type { Requester } from '@kept-informed/decisions';
import type { Directory } from '@kept-informed/directory';
import { isOverdue, nameIn } from '../cases/words.js';
import type { FormBody } from '../frame/form-body.js';
import type { FormField } from '../frame/form-field.js';
import type { LinesUnder } from '../frame/form-page.js';
import type { PageLink } from '../frame/page-link.js';
import { NoSuchPage } from '../frame/page-trouble.js';

/** A case as its forms look at it. */
export interface FormScene {
  readonly whole: WholeCaseView;
  readonly book: Rulebook;
  readonly directory: Directory;
  readonly now: Instant;
  readonly zone: Zone;
  /** What the address names of the case: a participant, a contact. Empty: nothing. */
  readonly part: string;
  /** All that was recorded, for a form that looks back. */
  readonly entries: readonly TimelineEntry[];
  /** The case whose reference was typed into a form about two; null: none was, or not just one is meant that who asks sees. */
  readonly other: OtherCase | null;
  /** The kinds of the cases that have that reference. */
  readonly othersMeant: readonly string[];
}

/** The second case of a form about two, and all that was recorded on it. */
export interface OtherCase {
  readonly whole: WholeCaseView;
  readonly entries: readonly TimelineEntry[];
}

/** Something to think over before it is recorded. */
export interface SecondThought extends LinesUnder {
  /** Above its lines. */
  readonly under: string;
  /** What it is called to go on all the same. */
  readonly button: string;
  /** What can be done instead; without, it is left as it is. */
  readonly instead?: PageLink;
}

/** What is answered to what was recorded of a case. */
export type RecordedVersion = { readonly version: number };

/** A form about a case: what it asks for, and what becomes of it. */
export interface CaseForm<Fields extends object, Answer extends { readonly version: number }> {
  /** In its address. */
  readonly name: string;
  readonly title: string;
  readonly button: string;
  readonly Request: new () => Fields;
  /** Nobody else is let in. */
  readonly forSupervisors?: true;
  /** It is made of what was recorded before. */
  readonly looksBack?: true;
  /** The field into which the reference of another case is typed, of a form about two. */
  readonly otherCase?: string;
  /** What is told once it is recorded, where that is no fact of the case. */
  readonly said?: string;
  /** What stands in it when it is opened. */
  begins?(scene: FormScene): FormBody;
  fields(scene: FormScene, body: FormBody): readonly FormField[];
  /** As the request's class is read from. */
  request(body: FormBody, scene: FormScene): object;
  record(request: Fields, scene: FormScene, requester: Requester): Promise<Answer>;
  /** What part of the case it is about, in words. Throws where there is no such thing on it. */
  subject?(scene: FormScene): string;
  /** What there is to know before it is filled in. */
  toKnow?(scene: FormScene): readonly LinesUnder[];
  /** What would come of it; without, it cannot be asked. */
  foreseen?(answer: Answer, scene: FormScene): readonly LinesUnder[];
  secondThought?(scene: FormScene): SecondThought | null;
}

/** Whatever it reads and answers. */
export type AnyCaseForm = CaseForm<object, { readonly version: number }>;

/** What is owed, to whom and by when. */
export const owedInWords = (owed: readonly ToldObligation[], { whole }: Pick<FormScene, 'whole'>): string[] =>
  owed.map((one) => {
    const by = isOverdue(one) ? 'was due by' : 'by';
    const on = one.dueOn === null ? '' : `, ${by} ${dayInWords(one.dueOn)}`;
    return `${one.title} (${nameIn(whole, one.participantId)}): ${one.dueInWords}${on}`;
  });

/** What became owed, for a form to tell before. */
export const becomesOwed = (
  { obligations }: { readonly obligations: readonly ToldObligation[] },
  scene: FormScene,
): readonly LinesUnder[] =>
  obligations.length > 0
    ? [{ title: 'This makes owed:', lines: owedInWords(obligations, scene) }]
    : [{ title: 'Nothing becomes owed by this.', lines: [] }];

/** Of a form that asks for nothing but to be sent. */
export class NothingToSay {}

/** The participant whom a form is about. */
export function personIn({ whole, part }: FormScene): ParticipantWithPerson {
  const found = whole.participants.find(({ participantId }) => participantId === part);
  if (!found) throw new NoSuchPage();
  return found;
}

export const personNamed = (scene: FormScene): string => nameIn(scene.whole, personIn(scene).participantId);
