import { addDays, dayInWords, parseDuration, periodEnd, type LocalDate } from '@kept-informed/calendar';
import type { WholeCaseView } from '@kept-informed/case-work';
import { purposes, type Rulebook } from '@kept-informed/commitments';
import type { Choice, ContactFormModel } from '../cases/case-page.js';
import { nameIn, sentence } from '../cases/words.js';
import { forMacro } from '../frame/strict.js';
import type { ContactForm } from './contact-form.js';
import { inWords, methodWords, outcomeWords, purposeWords, serviceWords } from './contact-words.js';
import { tellingOf, waysToMeet } from './telling.js';

interface ChoicesOf {
  readonly whole: WholeCaseView;
  /** Who of it was erased: words about them are not kept again. */
  readonly erased: ReadonlySet<string>;
  /** What made each obligation owed. */
  readonly triggers: ReadonlyMap<string, string>;
  readonly book: Rulebook;
  readonly values: ContactForm;
  readonly today: LocalDate;
}

type Choices = Pick<
  ContactFormModel,
  'who' | 'how' | 'reached' | 'tells' | 'next' | 'purposes' | 'services' | 'routes'
>;

/** What can be chosen in the form for a contact on a case, as it stands. */
export function contactChoices(of: ChoicesOf): Choices {
  const { whole, erased, values, today } = of;
  const living = whole.participants.filter(({ diedOn }) => diedOn === null);
  const isOnly = living.length === 1;
  const who = living.map(({ participantId, role }) => ({
    value: participantId,
    text: nameIn(whole, participantId),
    checked: isOnly || values.who.includes(participantId),
    hint: {
      text: `${role.replaceAll('-', ' ')}${erased.has(participantId) ? '. Their details were erased: leave the note empty' : ''}`,
    },
  }));
  const plan = whole.plans.at(-1);
  const dates = nextDates(today, plan?.frequency).map(({ date, text }) => ({
    value: date as string,
    text,
    checked: values.next === date,
  }));
  return {
    who: forMacro(who),
    how: choices(methodWords, values.how),
    reached: choices(outcomeWords, values.reached),
    tells: forMacro(tellChoices(of)),
    next: forMacro([
      { value: 'none', text: 'No date promised', checked: values.next === 'none' },
      ...dates,
      { value: 'other', text: 'Another day', checked: values.next === 'other' },
    ]),
    purposes: forMacro(purposesIn(of).map(({ value, text }) => ({ value, text, selected: value === values.purpose }))),
    services: forMacro([
      { value: '', text: 'No referral', selected: values.service === '' },
      ...Object.entries(serviceWords).map(([value, text]) => ({ value, text, selected: value === values.service })),
    ]),
    routes: forMacro(routeChoices(of)),
  };
}

const choices = (words: Readonly<Record<string, string>>, chosen: string): readonly Choice[] =>
  forMacro(Object.entries(words).map(([value, text]) => ({ value, text, checked: value === chosen })));

/** What is open and met by telling it: each thing once, with whom it is owed to and by when. */
function tellChoices({ whole, triggers, book, values }: ChoicesOf): Choice[] {
  const choicesByValue = new Map<string, { text: string; owed: string[] }>();
  for (const owed of whole.obligations.filter(({ toBeDone }) => toBeDone)) {
    const telling = tellingOf(owed, book, triggers);
    if (!telling) continue;
    const { trigger, value } = telling;
    const known = choicesByValue.get(value) ?? { text: sentence(trigger.replaceAll('-', ' ')), owed: [] };
    known.owed.push(`${nameIn(whole, owed.participantId)}: ${owed.dueInWords}`);
    choicesByValue.set(value, known);
  }
  return [...choicesByValue].map(([value, { text, owed }]) => ({
    value,
    text,
    checked: values.tells.includes(value),
    hint: { text: owed.join('. ') },
  }));
}

/** What it can be for: what would meet something open comes first, with when that is due. */
function purposesIn({ whole, book }: ChoicesOf): { value: string; text: string }[] {
  const due = new Map<string, string>();
  for (const owed of whole.obligations.filter(({ toBeDone }) => toBeDone)) {
    for (const way of waysToMeet(owed, book))
      if (way.by === 'purpose' && !due.has(way.purpose)) due.set(way.purpose, owed.dueInWords);
  }
  const all = purposes.map((value) => {
    const words = inWords(purposeWords, value);
    return { value: value as string, text: due.has(value) ? `${words} (${due.get(value)})` : words };
  });
  const rank = ({ value }: { value: string }) => (value === 'update' ? 0 : due.has(value) ? 1 : 2);
  return all.toSorted((one, other) => rank(one) - rank(other));
}

/** Their numbers and addresses; what must not be used stands last and says so. */
function routeChoices({ whole, values }: ChoicesOf) {
  const routes = whole.participants.flatMap(({ participantId, routes = [] }) =>
    routes.map((route) => ({ ...route, of: nameIn(whole, participantId) })),
  );
  const told = routes.map(({ routeId, method, value, safe, deadSince, of }) => ({
    value: routeId,
    text: `${safe ? '' : 'DO NOT USE: '}${inWords(methodWords, method)} ${value} (${of})${deadSince ? ', something came back from it' : ''}`,
    selected: routeId === values.route,
    rank: safe ? 0 : 1,
  }));
  const inOrder = told
    .toSorted((one, other) => one.rank - other.rank)
    .map(({ value, text, selected }) => ({ value, text, selected }));
  return [{ value: '', text: 'The only one, or not known', selected: values.route === '' }, ...inOrder];
}

/** Days on which somebody can be told to expect the next update: by what was agreed with them, else two weeks and four. */
function nextDates(today: LocalDate, frequency: string | undefined): { date: LocalDate; text: string }[] {
  const agreed = frequency === undefined ? null : parseDuration(frequency);
  const dates = [
    ...(agreed ? [{ date: periodEnd(today, agreed, 1), text: 'As agreed' }] : []),
    { date: addDays(today, 14), text: 'In 2 weeks' },
    { date: addDays(today, 28), text: 'In 4 weeks' },
  ];
  const seen = new Set<string>();
  return dates
    .filter(({ date }) => !seen.has(date) && seen.add(date))
    .map(({ date, text }) => ({ date, text: `${text}: ${dayInWords(date)}` }));
}
