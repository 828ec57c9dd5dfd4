import type { Instant } from '@kept-informed/calendar';
import type { NewFact } from '@kept-informed/event-store';
import { advance, reconcile, statusOf, type FollowUp, type Obligation } from '@kept-informed/follow-up';
import { londonDate } from '../oracle/london.js';
import { recordedAt } from '../oracle/lives.js';
import { given } from '../support/given.js';
import { wordsOf, type Example } from './reading.js';
import { Story } from './story.js';

/** What a row comes to: its story, and the obligations of it at the time that it asks about. */
export interface Outcome {
  readonly example: Example;
  readonly story: Story;
  readonly facts: readonly NewFact[];
  readonly obligations: readonly Obligation[];
  /** The same of another case of the matter, where a row tells of one. */
  readonly other?: Outcome;
}

export function outcomeOf(example: Example): Outcome {
  const story = new Story(example.promises);
  for (const sentence of example.given) story.tell(sentence);
  return comesTo(example, story);
}

function comesTo(example: Example, story: Story): Outcome {
  const { state, facts } = settledOnce(story, example.on);
  const other = story.other && comesTo(example, story.other);
  return { example, story, facts, obligations: [...state.obligations.values()], ...(other && { other }) };
}

function settledOnce({ told, book }: Story, on: Instant): { state: FollowUp; facts: readonly NewFact[] } {
  const inOrder = told.toSorted((a, b) => (a.recorded < b.recorded ? -1 : a.recorded > b.recorded ? 1 : 0));
  const state = given(...inOrder.filter(({ recorded }) => recorded <= on));
  const { facts } = reconcile(state, { ...book, terms: book.terms.filter(({ from }) => from <= on) }, on);
  advance(state, facts, recordedAt(on));
  return { state, facts };
}

const timeOf = (at: Instant): string =>
  new Date(at).toLocaleTimeString('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit' });

/** The owed obligations as a row words them, in order of their due dates. */
export function shownIn({ example, story, facts, obligations, other }: Outcome): string[] {
  const recordedLate = new Set(
    facts
      .filter(({ type, data }) => type === 'ObligationMet' && (data as { recordedLate: boolean }).recordedLate)
      .map(({ data }) => (data as { obligationId: string }).obligationId),
  );
  const isOf = (one: Obligation, kind: string) => (fact: NewFact) =>
    fact.type === kind && (fact.data as { obligationId: string }).obligationId === one.obligationId;
  const isUndone = (one: Obligation) => {
    const [raised, ended] = ['ObligationDisputed', 'DisputeEnded'].map((kind) => facts.filter(isOf(one, kind)).length);
    return raised! > 0 && raised === ended;
  };
  const line = (one: Obligation): string => {
    const { dueOn, dueAt } = one.due;
    const isExact = dueAt !== null && story.book.catalogue.find(({ id }) => id === one.commitment)!.unit === 'elapsed';
    const date = isExact ? `${wordsOf(londonDate(dueAt))} ${timeOf(dueAt)}` : dueOn && wordsOf(dueOn);
    const status = statusOf(one, example.on).replace('-', ' ');
    return [
      example.promises.length > 1 && one.commitment,
      one.participantId !== story.whom && `to the ${one.participantId.replace('-', ' ')}`,
      `${date ? `by ${date}` : 'without a limit'}: ${status}`,
    ]
      .filter(Boolean)
      .join(' ')
      .concat(
        one.lapsed ? ' for good' : '',
        recordedLate.has(one.obligationId) ? ', recorded late' : '',
        one.stood ? `, stood ${one.stood}` : '',
        isUndone(one) ? ', disputed no longer' : '',
      );
  };
  const due = (one: Obligation) => one.due.dueAt ?? '9999';
  const lines = obligations.toSorted((a, b) => (due(a) < due(b) ? -1 : due(a) > due(b) ? 1 : 0)).map(line);
  return [...lines, ...(other ? shownIn(other).map((one) => `in the other case ${one}`) : [])];
}
