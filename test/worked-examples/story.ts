import { englandAndWalesAsKnownOn, type Instant } from '@kept-informed/calendar';
import {
  isOpen,
  type CaseKind,
  type Entitlement,
  type Obligation,
  type ParticipantRole,
} from '@kept-informed/follow-up';
import type { AgeBand, CountingConvention, Rulebook, Terms } from '@kept-informed/commitments';
import { otherCalendar } from '../oracle/lives.js';
import * as facts from '../support/facts.js';
import * as ruled from '../support/rulings.js';
import type { PastFact } from '../support/facts.js';
import type { On } from '../support/rulings.js';
import { given, only, settledAt, under } from '../support/given.js';
import { merging, ofAnother } from './other-case.js';
import { dateOf, instantOf, moment } from './reading.js';

/** What a row of the tables tells of, sentence by sentence. */
export class Story {
  readonly told: PastFact[] = [];
  book: Rulebook;
  /** Who is meant where nobody is named. */
  whom = 'victim';

  constructor(readonly promises: readonly string[]) {
    const book = only(...promises);
    this.book = under(book, { adopted: new Set(book.catalogue.flatMap(({ editions }) => editions)) });
  }

  /** Another case of the same matter, where a row tells of one. */
  other: Story | undefined;

  /** Throws for a sentence that means nothing. */
  tell(sentence: string): void {
    const ofTheOther = /^in the other case (?<told>.*)$/.exec(sentence)?.groups!['told'];
    if (ofTheOther !== undefined) return (this.other ??= new Story(this.promises)).tell(ofTheOther);
    for (const [pattern, meaning] of meanings) {
      const match = pattern.exec(sentence);
      if (match) return meaning(this, match.groups ?? {});
    }
    throw new Error(`No meaning is known of "${sentence}"`);
  }

  get begun(): Instant {
    return this.told[0]!.fact.occurred;
  }

  first(change: Partial<Terms>): void {
    this.book = under(this.book, change);
  }

  activate(at: string, how: string, change: Partial<Terms>): void {
    const from = instantOf(at);
    const reach =
      how === 'all again'
        ? ({ to: 'recompute-all' } as const)
        : how === 'new only'
          ? ({ to: 'new-only' } as const)
          : ({ to: 'time-left', on: dateOf(how.replace('what is left on ', '')) } as const);
    const next = { ...this.book.terms.at(-1)!, id: `terms-${this.book.terms.length}`, from, reach, ...change };
    this.book = { ...this.book, terms: [...this.book.terms, next] };
  }

  /** The duty that a ruling is about: the last one of the promise that is open then. */
  duty(commitment: string, at: string): On {
    const state = given(...this.told);
    settledAt(state, this.book, instantOf(at));
    const open = [...state.obligations.values()].filter((one) => isOpen(one) && one.commitment === commitment);
    const found: Obligation | undefined = open.at(-1);
    if (!found) throw new Error(`Nothing of ${commitment} is open on ${at}`);
    return found;
  }

  lastIdOf(type: string, key: string): string {
    const last = this.told.findLast(({ fact }) => fact.type === type)!;
    return (last.fact.data as Record<string, string>)[key]!;
  }
}

type Groups = Record<string, string>;
type Meaning = readonly [RegExp, (story: Story, groups: Groups) => void];

const people = 'victim|second victim|witness|enquirer|complainant|representative|shop|manager';
const idOf = (who: string): string => who.replace(' ', '-');

/** A sentence that is this and, where `later` allows it, when it was recorded. */
function sentence(text: string): RegExp {
  const filled = text
    .replaceAll('MOMENT', `(?<at>${moment})`)
    .replaceAll('DATE', `(?<date>${moment})`)
    .replaceAll('WHO', `(?:the )?(?<who>${people})`)
    .replaceAll('PROMISE', '(?<promise>[A-Z0-9-]+)');
  return new RegExp(`^${filled}(?:, recorded (?<recorded>${moment}))?$`);
}

function means(text: string, meaning: (groups: Groups, story: Story) => PastFact | readonly PastFact[]): Meaning {
  return [
    sentence(text),
    (story, groups) => {
      const found = [meaning(groups, story)].flat() as PastFact[];
      const { recorded } = groups;
      story.told.push(...found.map((one) => (recorded ? facts.recordedAt(one, instantOf(recorded)) : one)));
    },
  ];
}

function does(text: string, change: (story: Story, groups: Groups) => void): Meaning {
  return [sentence(text), change];
}

const begins = (kind: CaseKind, participants: readonly string[]) => {
  const roles: Record<string, ParticipantRole> = { complainant: 'feedback-giver', shop: 'victim' };
  return ({ at }: Groups, story: Story): PastFact[] => {
    story.whom = participants[0]!;
    const more = (who: string) => (who === 'shop' ? { business: true } : {});
    return [
      facts.caseOpened(instantOf(at!), kind),
      ...participants.map((who) =>
        facts.joined(who, instantOf(at!), roles[who] ?? (who as ParticipantRole), 'unassessed', more(who)),
      ),
    ];
  };
};

/** What happened, in words, and the trigger of the catalogue that it is. */
const milestones: Readonly<Record<string, string>> = {
  arrest: 'suspect-arrested',
  interview: 'suspect-interviewed',
  release: 'suspect-released',
  bail: 'suspect-bailed',
  summons: 'suspect-summonsed',
  'charging decision': 'charge-decided',
  disposal: 'disposal-given',
  'charges dropped': 'charges-dropped',
  'decision not to investigate': 'no-investigation-decided',
  'investigation concluded': 'investigation-concluded',
  'court result': 'court-result-received',
  'hearing notified': 'hearing-notified',
  'bail hearing outcome': 'bail-hearing-outcome-received',
  'evidence required': 'evidence-required',
  'eligible sentence': 'eligible-sentence-passed',
  'referral to the contact scheme': 'vcs-referral-received',
  'complaint about the Code': 'code-complaint-received',
  'review requested': 'review-requested',
  'review decided': 'review-decided',
  'complaint handling started': 'complaint-handling-started',
  'oral complaint handling started': 'oral-complaint-handling-started',
  'complaint progress notified': 'complaint-progress-notified',
  'complaint outcome': 'complaint-outcome-reached',
  'key development': 'key-development',
  'closure intended': 'closure-intended',
  'release under investigation': 'suspect-released-under-investigation',
  'bail changed': 'bail-conditions-changed',
  'bail considered': 'bail-considered',
  'disposal considered': 'disposal-considered',
  'person killed': 'person-killed',
  'conviction for killing': 'conviction-for-killing',
  'expenses claimed': 'expenses-claimed',
  'property kept': 'property-retained',
  'release planned': 'release-planned',
  'update impossible': 'update-impossible',
  'help to understand needed': 'understanding-help-needed',
  closure: 'case-closed',
  'becoming a crime': 'crime-reported',
};
/** Longest first, so that a release planned is no release. */
const alternatives = (words: object): string =>
  Object.keys(words)
    .sort((a, b) => b.length - a.length)
    .join('|');
const things = alternatives(milestones);

/** What can be told without having happened at one time. */
const topics: Readonly<Record<string, string>> = {
  'restorative justice': 'restorative-justice',
  compensation: 'compensation',
  'expenses paid': 'expenses-paid',
  'property returned': 'property-returned',
};

const contacts: Readonly<Record<string, object>> = {
  updated: {},
  'updated by letter': { method: 'letter', outcome: 'delivered' },
  'sent a text': { method: 'sms', outcome: 'sent', route: 'safe' },
  'sent a text that arrived': { method: 'sms', outcome: 'delivered', route: 'safe' },
  'sent a text to a number without receipts': { method: 'sms', outcome: 'sent', route: 'safe', noReceipts: true },
  'sent an out-of-office note': { method: 'email', outcome: 'sent', automatic: 'receipt' },
  'sent a bulk message': { method: 'email', outcome: 'sent', automatic: 'bulk' },
  'updated without proof of who it was': { identityVerified: false },
  'acknowledged by letter': { purpose: 'acknowledgement', method: 'letter', outcome: 'sent' },
  'sent a letter': { method: 'letter', outcome: 'sent' },
  'sent a letter by a safe route': { method: 'letter', outcome: 'sent', route: 'safe' },
  'sent a letter by an unsafe route': { method: 'letter', outcome: 'delivered', route: 'unsafe' },
  answered: { purpose: 'reply' },
  'answered by letter': { purpose: 'reply', method: 'letter', outcome: 'delivered' },
  'sent a letter that answers': { purpose: 'reply', method: 'letter', outcome: 'sent' },
  'sent a generated answer': { purpose: 'reply', method: 'email', outcome: 'sent', generated: true },
  'given help to understand': { purpose: 'understanding-help' },
  acknowledged: { purpose: 'acknowledgement' },
  'acknowledged with a date': { purpose: 'acknowledgement', promisedNext: '2099-01-01' },
  'given initial information': { purpose: 'initial-information' },
  'given written information': { purpose: 'initial-information', method: 'letter', outcome: 'delivered' },
  'confirmed by telephone': { purpose: 'written-confirmation' },
  'handed a written confirmation': {
    purpose: 'written-confirmation',
    method: 'in-person',
    outcome: 'told-in-person',
  },
  'sent a generated leaflet': { purpose: 'initial-information', method: 'email', outcome: 'sent', generated: true },
  'sent a bulk leaflet': { purpose: 'initial-information', method: 'email', outcome: 'sent', automatic: 'bulk' },
  'named a liaison officer': { purpose: 'liaison-officer' },
  'asked about bail': { purpose: 'bail-views' },
  'asked about the disposal': { purpose: 'disposal-views' },
  'asked about a review': { purpose: 'review-preference' },
  'offered a meeting': { purpose: 'meeting-offer' },
  'leaves word by telephone': { direction: 'inbound', outcome: 'received', purpose: 'enquiry' },
  'given written confirmation': { purpose: 'written-confirmation', method: 'letter', outcome: 'delivered' },
  referred: { purpose: 'referral', method: 'email', outcome: 'sent' },
  'referred by witness care': { purpose: 'referral', method: 'email', outcome: 'sent', toldBy: 'witness-care' },
  'referred by a team that acts for witness care': {
    purpose: 'referral',
    method: 'email',
    outcome: 'sent',
    actsFor: ['witness-care'],
  },
  'updated by probation': { toldBy: 'probation' },
  'updated by the CPS': { toldBy: 'cps' },
  'given written confirmation by telephone': { purpose: 'written-confirmation' },
  'sent a generated update': { method: 'email', outcome: 'sent', generated: true },
  'sent generated written confirmation': {
    purpose: 'written-confirmation',
    method: 'email',
    outcome: 'sent',
    generated: true,
  },
  'offered a statement': { purpose: 'vps-offer' },
  surveyed: { purpose: 'survey' },
  'rung without an answer': { outcome: 'no-answer' },
  'left a voicemail': { outcome: 'voicemail' },
  chases: { direction: 'inbound', purpose: 'chase' },
  writes: { direction: 'inbound', method: 'letter', outcome: 'received', purpose: 'enquiry' },
  'sends a message': { direction: 'inbound', method: 'email', outcome: 'received', purpose: 'enquiry' },
};
const doings = alternatives(contacts);

/** What happened to a suspect of these kinds. */
function milestonesOf(suspect: string, types: readonly string[], told: readonly PastFact[]): string[] {
  return told.flatMap(({ fact }) =>
    fact.type === 'MilestoneReached' && fact.data.suspect === suspect && types.includes(fact.data.type)
      ? [fact.data.milestoneId]
      : [],
  );
}

const frequencies: Readonly<Record<string, string>> = { days: 'D', weeks: 'W', month: 'M', months: 'M' };

const recordedThings: readonly Meaning[] = [
  means('crime reported MOMENT', begins('crime', ['victim'])),
  means('domestic abuse reported MOMENT', (groups, story) => {
    const [, ...others] = begins('crime', ['victim'])(groups, story);
    return [facts.caseOpened(instantOf(groups['at']!), 'crime', { offenceGroup: 'domestic-abuse' }), ...others];
  }),
  means('crime against somebody (?<age>under-17|under-18|adult) reported MOMENT', (groups, story) => {
    const [opened] = begins('crime', ['victim'])(groups, story);
    const ageAtOffence = groups['age'] as AgeBand;
    return [opened!, facts.joined('victim', instantOf(groups['at']!), 'victim', 'unassessed', { ageAtOffence })];
  }),
  means('birth date put right to (?<age>under-17|under-18|adult) MOMENT', ({ age, at }, { whom }) =>
    facts.ageRight(whom, age as AgeBand, instantOf(at!)),
  ),
  means('crime against a shop reported MOMENT', begins('crime', ['shop'])),
  means('incident reported MOMENT', begins('incident', ['victim'])),
  means('enquiry made MOMENT', begins('enquiry', ['enquirer'])),
  means('feedback taken up MOMENT', begins('feedback', ['complainant'])),
  means('(?:a|an) WHO(?<enhanced>, enhanced)? joins MOMENT', ({ who, enhanced, at }) => {
    const role =
      who === 'second victim' ? 'victim' : who === 'complainant' ? 'feedback-giver' : (who as ParticipantRole);
    return facts.joined(idOf(who!), instantOf(at!), role, enhanced ? 'enhanced' : 'unassessed');
  }),
  means('a representative of the victim joins MOMENT(?:, until DATE)?', ({ at, date }) => {
    const more = { represents: 'victim', ...(date && { authorityUntil: dateOf(date) }) };
    return facts.joined('representative', instantOf(at!), 'representative', 'unassessed', more);
  }),
  means('the shop names a manager MOMENT', ({ at }) =>
    facts.joined('manager', instantOf(at!), 'representative', 'unassessed', { represents: 'shop' }),
  ),
  means('authority of the representative ends MOMENT', ({ at }) =>
    ruled.authorityEnded('representative', instantOf(at!)),
  ),
  means('(?:WHO )?assessed as (?<as>enhanced|standard) MOMENT', ({ who, as, at }, { whom }) =>
    facts.assessed(idOf(who ?? whom), as as Entitlement, instantOf(at!)),
  ),
  means(
    `(?<what>${things})(?: of suspect (?<suspect>\\d))?(?: for WHO)? MOMENT(?:, known (?<known>${moment}))?(?:, decided (?<decided>${moment}))?`,
    ({ what, suspect, who, at, known, decided }) => {
      const happened = facts.milestone(milestones[what!]!, instantOf(at!), suspect && `suspect-${suspect}`);
      const told = decided ? facts.decidedBefore(happened, instantOf(decided)) : happened;
      const one = who ? facts.concerning(told, idOf(who)) : told;
      return known ? facts.knownLater(one, instantOf(known)) : one;
    },
  ),
  means(
    `(?:WHO )?told of the (?<told>(?:${things})(?:, (?:${things}))*)(?: of suspect (?<suspect>\\d))?(?<posted> by letter)?(?<texted> by text)?(?<cps> by the CPS)? MOMENT`,
    ({ who, told, suspect, posted, texted, cps, at }, { whom, told: before }) => {
      const tells = told!.split(', ').map((one) => milestones[one]!);
      return facts.contact(idOf(who ?? whom), instantOf(at!), {
        tells,
        ...(suspect && { milestoneIds: milestonesOf(`suspect-${suspect}`, tells, before) }),
        ...(posted && { method: 'letter', outcome: 'sent' }),
        ...(texted && { method: 'sms', outcome: 'sent', route: 'safe' }),
        ...(cps && { toldBy: 'cps' }),
      });
    },
  ),
  means(`(?:WHO )?told of (?<topic>${alternatives(topics)}) MOMENT`, ({ who, topic, at }, { whom }) =>
    facts.contact(idOf(who ?? whom), instantOf(at!), { tells: [topics[topic!]!] }),
  ),
  means(`(?:WHO )?(?<doing>${doings}) MOMENT`, ({ who, doing, at }, { whom }) =>
    facts.contact(idOf(who ?? whom), instantOf(at!), contacts[doing!]!),
  ),
  means(`(?:WHO )?answered by letter by a route entered (?<entered>${moment}) MOMENT`, (groups, { whom }) => {
    const { who, entered, at } = groups as { who?: string; entered: string; at: string };
    const letter = { purpose: 'reply', method: 'letter', outcome: 'sent', route: 'safe' } as const;
    return facts.contact(idOf(who ?? whom), instantOf(at), { ...letter, routeKeyedAt: instantOf(entered) });
  }),
  means(`plan of (?<count>\\d+) (?<unit>days|weeks|months?) agreed MOMENT(?:, until DATE)?`, (groups, { whom }) => {
    const { count, unit, at, date } = groups as { count: string; unit: string; at: string; date?: string };
    return facts.planned(whom, `P${count}${frequencies[unit]}`, instantOf(at), date && dateOf(date));
  }),
];

const otherThings: readonly Meaning[] = [
  means('feedback given MOMENT(?<wanted>, reply wanted)?', ({ at, wanted }, { whom }) =>
    facts.feedback(whom, instantOf(at!), wanted !== undefined),
  ),
  means(`dissatisfaction expressed MOMENT(?:, known (?<known>${moment}))?`, ({ at, known }, { whom }) => {
    const one = facts.feedback(whom, instantOf(at!), false, 'dissatisfaction');
    return known ? facts.knownLater(one, instantOf(known)) : one;
  }),
  means('reply asked for MOMENT', ({ at }) => facts.replyAsked(instantOf(at!))),
  means('request withdrawn MOMENT', ({ at }) => facts.withdrawn(instantOf(at!))),
  means('transferred to another force MOMENT', ({ at }) => facts.transferred(instantOf(at!))),
  means('kind put right to (?<kind>crime|incident) MOMENT', ({ kind, at }) =>
    facts.putRight({ kind: kind as CaseKind }, instantOf(at!)),
  ),
  means(`opening put right to (?<opening>${moment}) MOMENT`, ({ opening, at }, { whom }) =>
    facts.putRight({ openedAt: instantOf(opening!) }, instantOf(at!), [whom]),
  ),
  means('role of the witness put right to victim MOMENT', ({ at }) =>
    facts.roleRight('witness', 'victim', instantOf(at!)),
  ),
  means(`closed MOMENT(?:, decided (?<decided>${moment}))?`, ({ at, decided }) =>
    facts.closedAs('resolved', instantOf(at!), decided && instantOf(decided)),
  ),
  means('found to be recorded in error MOMENT', ({ at }) => ruled.recordedInError(instantOf(at!))),
  means('WHO dies DATE', ({ who, date, recorded }) =>
    ruled.died(idOf(who!), dateOf(date!), instantOf(recorded ?? date!)),
  ),
  means('closed as cancelled MOMENT', ({ at }) => facts.closedAs('cancelled', instantOf(at!))),
  means('reopened MOMENT', ({ at }) => facts.reopened(instantOf(at!))),
  does('the other case is merged into this one MOMENT(?<same>, its arrest the same)?', (story, { at, same }) => {
    const other = story.other!;
    const cases = { from: other.told.map(ofAnother), into: story.told };
    const { from, into } = merging(cases, instantOf(at!), story.book, same !== undefined);
    story.told.push(...into);
    other.told.splice(0, Infinity, ...cases.from, ...from);
  }),
  means('merged into another case MOMENT', ({ at }) => ruled.mergedInto('c2', instantOf(at!))),
  means(
    'opts out of (?<scope>everything|periodic updates|[A-Z0-9-]+) MOMENT(?:, until DATE)?(?<by>, asked for by the representative)?(?<named>, events named)?',
    ({ scope, at, date, by, named }, { whom }) => {
      const scopes: Record<string, string> = { everything: 'all', 'periodic updates': 'periodic' };
      const more = { ...(date && { until: dateOf(date) }), ...(by && { requestedBy: 'representative' }) };
      if (named) Object.assign(more, { statutoryNamed: true });
      return ruled.optedOut(whom, scopes[scope!] ?? scope!, instantOf(at!), more);
    },
  ),
  means('opts back in MOMENT', ({ at }, story) =>
    ruled.optedBackIn(story.lastIdOf('OptedOut', 'optOutId'), instantOf(at!)),
  ),
  means('opt-out voided MOMENT', ({ at }, story) =>
    ruled.optOutVoided(story.lastIdOf('OptedOut', 'optOutId'), instantOf(at!)),
  ),
  means('PROMISE paused MOMENT', ({ promise, at }, story) => ruled.paused(story.duty(promise!, at!), instantOf(at!))),
  means('PROMISE resumed MOMENT', ({ at }, story) =>
    ruled.resumed(story.lastIdOf('ClockPaused', 'rulingId'), instantOf(at!)),
  ),
  means('PROMISE extended by (?<days>\\d+) days MOMENT', ({ promise, days, at }, story) =>
    ruled.extended(story.duty(promise!, at!), `P${days}D`, instantOf(at!)),
  ),
  means('PROMISE waived MOMENT', ({ promise, at }, story) => ruled.waived(story.duty(promise!, at!), instantOf(at!))),
  means('PROMISE excused MOMENT', ({ promise, at }, story) => ruled.excused(story.duty(promise!, at!), instantOf(at!))),
  means('PROMISE found never owed MOMENT', ({ promise, at }, story) =>
    ruled.voided(story.duty(promise!, at!), instantOf(at!)),
  ),
  means('last ruling undone MOMENT', ({ at }, story) => {
    const last = story.told.findLast(({ fact }) => /^Clock|Ruled$/.test(fact.type))!;
    return ruled.undone((last.fact.data as { rulingId: string }).rulingId, instantOf(at!));
  }),
  means('milestone voided MOMENT', ({ at }, story) =>
    ruled.milestoneVoided(story.lastIdOf('MilestoneReached', 'milestoneId'), instantOf(at!)),
  ),
  means('contact struck out MOMENT', ({ at }, story) =>
    ruled.struckOut(story.lastIdOf('ContactMade', 'contactId'), instantOf(at!)),
  ),
  means('what was sent (?<what>arrives|comes back) MOMENT', ({ what, at }, story) =>
    facts.receipt(
      what === 'arrives' ? 'delivered' : 'returned',
      instantOf(at!),
      story.lastIdOf('ContactMade', 'contactId'),
    ),
  ),
  means('contact corrected to MOMENT', ({ at }, story) => {
    const { contactId, participantIds, ...more } = story.told.findLast(({ fact }) => fact.type === 'ContactMade')!.fact
      .data as { contactId: string; participantIds: string[] };
    return ruled.corrected(contactId, participantIds, instantOf(at!), instantOf(at!), more);
  }),
];

const promised = (story: Story): string => story.promises[0]!;

const terms: readonly Meaning[] = [
  does('the victim is enhanced', (story) => {
    const place = story.told.findIndex(({ fact }) => fact.type === 'ParticipantAdded');
    story.told[place] = facts.joined('victim', story.begun, 'victim', 'enhanced');
  }),
  does('as if in force since DATE', (story, { date }) => {
    story.book = { ...story.book, catalogue: story.book.catalogue.map((row) => ({ ...row, from: dateOf(date!) })) };
  }),
  does('counted with (?<how>begins-with|roll-forward|begins-with and roll-forward)', (story, { how }) => {
    const conventions = how!.split(' and ') as CountingConvention[];
    story.book = { ...story.book, catalogue: story.book.catalogue.map((row) => ({ ...row, conventions })) };
  }),
  does('the force counts working days', (story) => story.first({ dayKinds: { [promised(story)]: 'working' } })),
  does('the force counts from a fixed schedule', (story) =>
    story.first({ anchors: Object.fromEntries(story.promises.map((one) => [one, 'schedule' as const])) }),
  ),
  does('holidays as known on DATE', (story, { date }) =>
    story.first({ calendar: englandAndWalesAsKnownOn(dateOf(date!)) }),
  ),
  does('from MOMENT the force counts working days \\((?<how>[^)]+)\\)', (story, { at, how }) =>
    story.activate(at!, how!, { dayKinds: { [promised(story)]: 'working' } }),
  ),
  does('from MOMENT the holidays of today are known \\((?<how>[^)]+)\\)', (story, { at, how }) =>
    story.activate(at!, how!, { calendar: only().terms[0]!.calendar }),
  ),
  does('from MOMENT DATE is a holiday \\((?<how>[^)]+)\\)', (story, { at, date, how }) =>
    story.activate(at!, how!, { calendar: otherCalendar(dateOf(date!)) }),
  ),
  does('from MOMENT the force no longer adopts (?<edition>[a-z0-9-]+) \\((?<how>[^)]+)\\)', (story, groups) => {
    const adopted = new Set(story.book.terms.at(-1)!.adopted);
    adopted.delete(groups['edition']!);
    story.activate(groups['at']!, groups['how']!, { adopted });
  }),
  does('the force has not adopted (?<edition>[a-z0-9-]+)', (story, { edition }) => {
    const adopted = new Set(story.book.terms[0]!.adopted);
    adopted.delete(edition!);
    story.first({ adopted });
  }),
  does('from MOMENT the force adopts (?<edition>[a-z0-9-]+) \\((?<how>[^)]+)\\)', (story, groups) => {
    const adopted = new Set([...story.book.terms.at(-1)!.adopted, groups['edition']!]);
    story.activate(groups['at']!, groups['how']!, { adopted });
  }),
];

const meanings: readonly Meaning[] = [...recordedThings, ...otherThings, ...terms];
