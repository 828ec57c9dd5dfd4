import type { Instant } from '@kept-informed/calendar';
import type { Obligation } from '@kept-informed/follow-up';
import { services, type Rulebook } from '@kept-informed/commitments';
import fc from 'fast-check';
import * as facts from '../support/facts.js';
import * as ruled from '../support/rulings.js';
import type { PastFact } from '../support/facts.js';
import { earlier, endOfLondonDay, later as latest, londonDate } from './london.js';
import { changed, Life, unalerted } from './lives.js';

/** Just before what is hard: Christmas, changes of the clocks, leap days, first and last days of editions, a proclamation. */
export const starts: readonly Instant[] = [
  '2005-12-21T10:00:00.000Z',
  '2006-03-30T22:30:00.000Z',
  '2006-10-27T09:00:00.000Z',
  '2008-12-30T10:00:00.000Z',
  '2010-06-27T10:00:00.000Z',
  '2012-01-31T10:00:00.000Z',
  '2013-12-06T10:00:00.000Z',
  '2015-03-28T10:00:00.000Z',
  '2016-02-26T10:00:00.000Z',
  '2020-01-30T10:00:00.000Z',
  '2021-03-29T10:00:00.000Z',
  '2022-09-07T10:00:00.000Z',
  '2023-12-20T10:00:00.000Z',
  '2025-10-24T21:30:00.000Z',
  '2026-03-25T10:00:00.000Z',
  '2026-12-31T10:00:00.000Z',
];

const hour = 3_600_000;
export const plus = (at: Instant, ms: number): Instant => new Date(Date.parse(at) + ms).toISOString();

/** What happens, as far as it can at the time; null: it cannot. */
type Happening = (life: Life, at: Instant, id: string) => PastFact | readonly PastFact[] | null;

const victims = fc.constantFrom('vic', 'val', 'shop');
const anybody = fc.constantFrom('vic', 'val', 'shop', 'ann', 'wit');
const told = fc.constantFrom('vic', 'vic', 'val', 'shop', 'ann', 'fay', 'rep', 'mgr');
const suspect = fc.constantFrom('suspect-1', 'suspect-2', undefined);
const offenceGroups = ['burglary', undefined, 'rape', 'domestic-abuse'] as const;
const ages = fc.constantFrom(undefined, 'adult', 'under-18', 'under-17');
const nth = <T>(all: readonly T[], n: number): T | undefined => all[n % Math.max(all.length, 1)];

const milestoneTypes = [
  'suspect-arrested',
  'suspect-arrested',
  'suspect-released',
  'suspect-released',
  'suspect-summonsed',
  'charge-decided',
  'disposal-given',
  'suspect-interviewed',
  'no-investigation-decided',
  'court-result-received',
  'review-requested',
  'code-complaint-received',
  'complaint-progress-notified',
  'key-development',
  'closure-intended',
  'eligible-sentence-passed',
  'suspect-bailed',
  'investigation-concluded',
  'hearing-notified',
  'handed-to-witness-care',
  'vcs-referral-received',
  'complaint-handling-started',
  'oral-complaint-handling-started',
  'complaint-outcome-reached',
] as const;

/** The same fact under an id of its own; fixtures name things by their time, and here two can be at the same. */
function named({ fact, recorded }: PastFact, key: string, id: string): PastFact {
  return { fact: { ...fact, data: { ...fact.data, [key]: id } } as PastFact['fact'], recorded };
}

const dataOf = (type: string, life: Life): any[] =>
  life.told.filter(({ fact }) => fact.type === type).map(({ fact }) => fact.data);

function later(known: number, one: PastFact, now: Instant): PastFact {
  const at = plus(one.fact.occurred, known * hour);
  return facts.knownLater(one, at > now ? now : at);
}

/** What a method can come to (rules.md, Reaching). */
const outcomesOf: Record<string, readonly string[]> = {
  phone: ['spoke', 'spoke', 'spoke', 'voicemail', 'third-party', 'refused'],
  'in-person': ['told-in-person', 'told-in-person', 'third-party', 'refused'],
  letter: ['sent', 'sent', 'delivered', 'returned'],
  email: ['sent', 'read', 'returned'],
  sms: ['sent', 'sent', 'delivered', 'returned'],
};

const contacts: fc.Arbitrary<Happening> = fc
  .record({
    who: told,
    direction: fc.constantFrom('outbound', 'outbound', 'outbound', 'outbound', 'inbound'),
    method: fc.constantFrom('phone', 'phone', 'phone', 'in-person', 'letter', 'email', 'sms'),
    outcome: fc.nat(5),
    route: fc.constantFrom('unknown', 'safe', 'safe', 'safe', 'safe', 'safe', 'unsafe', 'dead'),
    purpose: fc.constantFrom(
      'update',
      'update',
      'update',
      'initial-information',
      'written-confirmation',
      'acknowledgement',
      'reply',
      'referral',
      'enquiry',
      'survey',
      'chase',
    ),
    tells: fc.subarray(['suspect-arrested', 'suspect-released', 'case-closed', 'review-decided'], { maxLength: 3 }),
    promised: fc.boolean(),
    /** What it names of what there is: the first milestone, letter or feedback of the case, or the second. */
    names: fc.constantFrom(undefined, undefined, 0, 1),
    service: fc.constantFrom(undefined, ...services),
    seldom: fc.constantFrom<object>(
      ...Array.from({ length: 18 }, () => ({})),
      { automatic: 'receipt' },
      { automatic: 'bulk' },
      { generated: true },
      { identityVerified: false },
      { noReceipts: true },
      { toldBy: 'witness-care' },
      { toldBy: 'cps' },
    ),
  })
  .map(({ who, promised, outcome, names, service, seldom, ...more }): Happening => {
    return (life, at, id) => {
      const outcomes = outcomesOf[more.method]!;
      const said = {
        ...more,
        outcome: more.direction === 'inbound' ? 'spoke' : outcomes[outcome % outcomes.length]!,
        ...(promised && { promisedNext: '2030-01-01' }),
        ...(more.purpose === 'referral' && service && { service }),
        ...(names !== undefined && aboutOf(life, more, names)),
        ...seldom,
      };
      return named(facts.contact(who, at, said as object), 'contactId', id);
    };
  });

/** What a contact is about, where it says so. */
function aboutOf(life: Life, { purpose, tells }: { purpose: string; tells: readonly string[] }, which: number): object {
  const ids = (type: string, key: string, is: (data: any) => boolean = () => true): string[] =>
    dataOf(type, life)
      .filter(is)
      .map((data) => data[key]);
  if (tells.length > 0) {
    const milestoneId = ids('MilestoneReached', 'milestoneId', ({ type }) => tells.includes(type))[which];
    return milestoneId === undefined ? {} : { milestoneIds: [milestoneId] };
  }
  if (purpose !== 'reply' && purpose !== 'acknowledgement') return {};
  const feedbackId = ids('FeedbackReceived', 'feedbackId')[which];
  if (feedbackId !== undefined) return { feedbackId };
  const answersId = ids(
    'ContactMade',
    'contactId',
    ({ direction, purpose: of }) => direction === 'inbound' && of === 'enquiry',
  )[0];
  return answersId === undefined ? {} : { answersId };
}

/** What becomes of something written, by how it was sent (rules.md, Reaching). */
const receiptsOf: Record<string, readonly facts.DataOf<'ReceiptCame'>['outcome'][]> = {
  letter: ['delivered', 'returned'],
  email: ['delivered', 'read', 'returned', 'returned'],
  sms: ['delivered', 'read', 'returned', 'returned'],
};

/** Something written arrives, is read or comes back, which is known some time after it was sent. */
const receipts: fc.Arbitrary<Happening> = fc.tuple(fc.nat(9), fc.nat(3)).map(([which, outcome]) => (life, at) => {
  const touched = ['ReceiptCame', 'ContactStruckOut', 'ContactCorrected'].flatMap((type) => dataOf(type, life));
  const sent = life.told.filter(
    ({ fact }) =>
      fact.type === 'ContactMade' &&
      ['sent', 'delivered'].includes(fact.data.outcome) &&
      !touched.some(({ contactId }) => contactId === (fact.data as any).contactId),
  );
  const one = nth(sent, which)?.fact;
  if (!one) return null;
  const { contactId, method } = one.data as any;
  return facts.receipt(nth(receiptsOf[method]!, outcome)!, at < one.occurred ? life.now : at, contactId);
});

const milestones: fc.Arbitrary<Happening> = fc
  .tuple(
    fc.constantFrom(...milestoneTypes),
    suspect,
    fc.constantFrom(0, 0, 30, 200),
    fc.constantFrom(undefined, undefined, undefined, 'vic', 'val'),
    fc.constantFrom(0, 0, 0, 20, 100),
  )
  .map(([type, of, known, to, decided]) => (life, at, id) => {
    const one = named(facts.milestone(type, at, of), 'milestoneId', id);
    const isDecided = decided > 0 && ['charge-decided', 'no-investigation-decided', 'closure-intended'].includes(type);
    const more = { ...(to && { participantIds: [to] }), ...(isDecided && { decidedAt: plus(at, -decided * hour) }) };
    const told = { ...one, fact: { ...one.fact, data: { ...one.fact.data, ...more } } as PastFact['fact'] };
    return later(known, told, life.now);
  });

const plans: fc.Arbitrary<Happening> = fc
  .tuple(
    anybody,
    fc.constantFrom('P7D', 'P2W', 'P1M'),
    fc.option(fc.integer({ min: 0, max: 40 })),
    fc.constantFrom(false, false, true),
  )
  .map(([who, frequency, days, isAgreed]) => (life, at, id) => {
    const until = days === null ? undefined : londonDate(plus(at, 24 * hour * days));
    const contactId = isAgreed ? dataOf('ContactMade', life).at(-1)?.contactId : undefined;
    const { fact, recorded } = named(facts.planned(who, frequency, at, until), 'planId', id);
    return { fact: { ...fact, data: { ...fact.data, ...(contactId && { contactId }) } } as PastFact['fact'], recorded };
  });

const assessments: fc.Arbitrary<Happening> = fc.tuple(victims, fc.constantFrom('enhanced', 'enhanced', 'standard')).map(
  ([who, entitlement]) =>
    (_life, at, id) =>
      named(facts.assessed(who, entitlement, at), 'assessmentId', id),
);

/** Closes or reopens, never before what was closed or reopened last. */
const closing: fc.Arbitrary<Happening> = fc
  .tuple(fc.constantFrom('resolved', 'resolved', 'cancelled', 'transferred'), fc.constantFrom(0, 0, 0, 3, 30, 200))
  .map(([reason, decided]) => (life, at, id) => {
    const all = life.told.filter(({ fact }) => fact.type === 'CaseClosed' || fact.type === 'CaseReopened');
    const last = all.at(-1)?.fact;
    const when = last && last.occurred > at ? life.now : at;
    if (last?.type === 'CaseClosed') return named(facts.reopened(when), 'reopeningId', id);
    if (reason === 'transferred') return named(facts.transferred(when), 'closureId', id);
    return named(facts.closedAs(reason, when, decided > 0 ? plus(when, -decided * hour) : undefined), 'closureId', id);
  });

const feedback: fc.Arbitrary<Happening> = fc
  .tuple(anybody, fc.constantFrom('f1', 'f2'), fc.boolean(), fc.constantFrom('comment', 'conduct'))
  .map(([who, id, wanted, type]) => (life, at, ownId) => {
    const mine = life.told.filter(({ fact }) => (fact.data as any).feedbackId === id && !isContact(fact.type));
    const last = mine.at(-1)?.fact;
    const when = last && last.occurred > at ? life.now : at;
    if (!last) return facts.feedback(who, at, wanted, type, id);
    const isAsked = last.type === 'ReplyRequested' || (last.data as any).replyRequested === true;
    if (isAsked) return facts.withdrawn(when, id);
    return named(facts.replyAsked(when, id), 'requestId', ownId);
  });

const isContact = (type: string): boolean => type.startsWith('Contact');

const onOf = (one: Obligation): ruled.On => one;

/** Pauses, extends or releases from something that is open. */
const rulings: fc.Arbitrary<Happening> = fc
  .tuple(fc.nat(40), fc.constantFrom('pause', 'pause', 'pause', 'extend', 'waive', 'excuse', 'void'))
  .map(([which, what]) => (life, at, id) => {
    const one = nth(
      life.open().filter(({ commitment }) => commitment !== 'LOC-CLOSE-FIRST'),
      which,
    );
    if (!one) return null;
    const on = onOf(one);
    const when = at < one.arisenAt ? life.now : at;
    const { limit, unit, recurs } = life.book.catalogue.find((commitment) => commitment.id === one.commitment)!;
    switch (what) {
      case 'pause':
        return named(ruled.paused(on, when), 'rulingId', id);
      case 'extend':
        if (recurs !== 'no' || limit === null) return null;
        return named(ruled.extended(on, unit === 'elapsed' ? 'PT5H' : 'P2D', when), 'rulingId', id);
      case 'waive':
        return named(ruled.waived(on, when), 'rulingId', id);
      case 'excuse':
        return named(ruled.excused(on, when), 'rulingId', id);
      default:
        return named(ruled.voided(on, when), 'rulingId', id);
    }
  });

const resumptions: fc.Arbitrary<Happening> = fc.nat(5).map((which) => (life, at, id) => {
  const ended = new Set(dataOf('ClockResumed', life).map(({ pauseId }) => pauseId));
  const open = life.told.filter(({ fact }) => fact.type === 'ClockPaused' && !ended.has((fact.data as any).rulingId));
  const pause = nth(open, which)?.fact;
  if (!pause) return null;
  const when = at < pause.occurred ? life.now : at;
  return named(ruled.resumed((pause.data as any).rulingId, when), 'rulingId', id);
});

/** The case is handed over, as of an earlier day too; never to whoever records and rules here. */
const handovers: fc.Arbitrary<Happening> = fc
  .constantFrom('pc-2', 'pc-3')
  .map((staffId) => (_life, at) => facts.assigned(staffId, at));

/** A supervisor decides what waits for it. */
const decisions: fc.Arbitrary<Happening> = fc.tuple(fc.nat(9), fc.boolean()).map(([which, confirmed]) => (life) => {
  const waiting = life.disputes();
  const one = nth(waiting, which);
  return one ? ruled.decided(one, confirmed, life.now, waiting) : null;
});

const undoings: fc.Arbitrary<Happening> = fc.nat(9).map((which) => (life, at) => {
  const gone = new Set(dataOf('RulingUndone', life).map(({ rulingId }) => rulingId));
  const all = life.told
    .filter(({ fact }) => /^Clock|Ruled$/.test(fact.type))
    .map(({ fact }) => (fact.data as any).rulingId as string)
    .filter((rulingId) => !gone.has(rulingId));
  const rulingId = nth(all, which);
  return rulingId === undefined ? null : ruled.undone(rulingId, at);
});

/** What raised a dispute is undone itself, whether somebody has decided or not. */
const takingBack: fc.Arbitrary<Happening> = fc.nat(9).map((which) => (life, _at, id) => {
  const { now } = life;
  const cause = nth(life.disputing(), which)?.fact;
  const known = (type: string) => dataOf(type, life);
  switch (cause?.type) {
    case 'WaiverRuled':
    case 'VoidingRuled':
    case 'ClockPaused':
    case 'ClockExtended': {
      const { rulingId } = cause.data;
      return known('RulingUndone').some((one) => one.rulingId === rulingId) ? null : ruled.undone(rulingId, now);
    }
    case 'OptedOut': {
      const { optOutId } = cause.data;
      return known('OptOutVoided').some((one) => one.optOutId === optOutId)
        ? null
        : ruled.optOutVoided(optOutId, now, id);
    }
    case 'ContactCorrected': {
      const { contactId } = cause.data;
      return known('ContactStruckOut').some((one) => one.contactId === contactId)
        ? null
        : ruled.struckOut(contactId, now);
    }
    case 'CaseAssigned': {
      const before = known('CaseAssigned').at(-2)?.staffId ?? 'pc-3';
      return facts.assigned(before, cause.occurred);
    }
    case 'CaseDetailsCorrected': {
      const { occurred: openedAt, data } = life.told[0]!.fact as {
        occurred: Instant;
        data: facts.DataOf<'CaseOpened'>;
      };
      const typed = Object.entries({ openedAt, kind: data.kind, offenceGroup: data.offenceGroup });
      const was = typed.filter(
        ([name, value]) => value !== undefined && name in cause.data.after && isOther(life, name, value, ''),
      );
      return was.length > 0 ? facts.putRight(Object.fromEntries(was), now, cause.data.joined) : null;
    }
    default:
      return null;
  }
});

const corrections: fc.Arbitrary<Happening> = fc
  .record({
    which: fc.nat(9),
    strike: fc.boolean(),
    who: fc.option(told),
    tells: fc.option(fc.subarray(['suspect-arrested', 'suspect-released', 'case-closed'], { maxLength: 2 })),
    /** What its method cannot come to stays as it was. */
    outcome: fc.option(fc.constantFrom('spoke', 'voicemail', 'sent', 'returned')),
    method: fc.option(fc.constantFrom('phone', 'letter')),
    move: fc.constantFrom(0, 0, 1, -30, 30),
  })
  .map(({ which, strike, who, tells, outcome, method, move }) => (life, at) => {
    // What was put right before can only be struck out.
    const touched = [...dataOf('ContactStruckOut', life), ...(strike ? [] : dataOf('ContactCorrected', life))];
    const free = life.told.filter(
      ({ fact }) =>
        fact.type === 'ContactMade' && !touched.some(({ contactId }) => contactId === (fact.data as any).contactId),
    );
    const made = nth(free, which)?.fact;
    if (!made) return null;
    const { contactId, ...before } = made.data as any;
    if (strike) return ruled.struckOut(contactId, at);
    const when = plus(made.occurred, move * hour);
    const as = method ?? before.method;
    const come = [outcome, before.outcome].find((one) => outcomesOf[as]!.includes(one)) ?? outcomesOf[as]![0];
    const more = {
      ...before,
      ...(tells && { tells }),
      method: as,
      outcome: before.direction === 'inbound' ? 'spoke' : come,
    };
    const occurred = when > life.now ? life.now : when;
    return ruled.corrected(contactId, before.participantIds, occurred, life.now, {
      ...more,
      ...(who && { participantIds: [who] }),
    });
  });

const voidings: fc.Arbitrary<Happening> = fc.nat(9).map((which) => (life, at) => {
  const gone = new Set(dataOf('MilestoneVoided', life).map(({ milestoneId }) => milestoneId));
  const all = life.told.filter(
    ({ fact }) => fact.type === 'MilestoneReached' && !gone.has((fact.data as any).milestoneId),
  );
  const one = nth(all, which)?.fact;
  if (!one) return null;
  return ruled.milestoneVoided((one.data as any).milestoneId, at < one.occurred ? life.now : at);
});

const optOuts: fc.Arbitrary<Happening> = fc
  .record({
    who: fc.constantFrom('vic', 'vic', 'val', 'ann', 'shop'),
    scope: fc.constantFrom('all', 'periodic', 'VC20-ARREST', 'VC20-PERIODIC', 'VC20-VCS-REFER', 'QOS-LETTER'),
    statutoryNamed: fc.boolean(),
    until: fc.option(fc.integer({ min: -1, max: 40 })),
    byRepresentative: fc.boolean(),
    /** Of something that is open, missed or not. */
    ofOpen: fc.option(fc.nat(40)),
  })
  .map(({ until, byRepresentative, statutoryNamed, ofOpen, ...said }) => (life, at, id) => {
    const open = ofOpen === null ? undefined : nth(life.open(), ofOpen);
    const { who, scope } = open ? { who: open.participantId, scope: open.commitment } : said;
    const more = {
      optOutId: id,
      ...(scope === 'all' && statutoryNamed && { statutoryNamed }),
      ...(byRepresentative && who === 'vic' && { requestedBy: 'rep' }),
      ...(until !== null && { until: londonDate(plus(at, until * 24 * hour)) }),
    };
    return ruled.optedOut(who, scope, at, more);
  });

const optIns: fc.Arbitrary<Happening> = fc.nat(5).map((which) => (life, at, id) => {
  const back = new Set(dataOf('OptedBackIn', life).map(({ optOutId }) => optOutId));
  const all = life.told.filter(({ fact }) => fact.type === 'OptedOut' && !back.has((fact.data as any).optOutId));
  const one = nth(all, which)?.fact;
  if (!one) return null;
  return named(ruled.optedBackIn((one.data as any).optOutId, at < one.occurred ? life.now : at), 'optInId', id);
});

/** An opt-out turns out never to have been theirs. */
const optOutVoidings: fc.Arbitrary<Happening> = fc.nat(5).map((which) => (life, _at, id) => {
  const voided = new Set(dataOf('OptOutVoided', life).map(({ optOutId }) => optOutId));
  const one = nth(
    dataOf('OptedOut', life).filter(({ optOutId }) => !voided.has(optOutId)),
    which,
  );
  return one ? ruled.optOutVoided(one.optOutId, life.now, id) : null;
});

/** The representative's authority ends, the shop names whom to tell, somebody dies, the case is merged or was recorded in error: each once. */
const once: fc.Arbitrary<Happening> = fc
  .constantFrom('authority-ends', 'shop-names', 'shop-names', 'vic', 'ann', 'rep', 'merges', 'in-error')
  .map((what) => (life, at) => {
    const has = (type: string, participantId?: string) =>
      dataOf(type, life).some((data) => participantId === undefined || data.participantId === participantId);
    if (what === 'in-error') {
      const isClosed =
        life.told.findLast(({ fact }) => /^Case(Closed|Reopened)$/.test(fact.type))?.fact.type === 'CaseClosed';
      return ruled.recordedInError(life.now).slice(isClosed ? 1 : 0);
    }
    if (what === 'merges') return ruled.mergedInto('c2', at);
    if (['vic', 'ann', 'rep'].includes(what))
      return has('ParticipantDied', what) ? null : ruled.died(what, londonDate(at), life.now);
    if (what === 'authority-ends') return has('AuthorityEnded') ? null : ruled.authorityEnded('rep', at);
    if (has('ParticipantAdded', 'mgr') || !has('ParticipantAdded', 'shop')) return null;
    return facts.joined('mgr', at, 'representative', 'unassessed', { represents: 'shop' });
  });

/** What a case or a participant was typed as, put right. */
const puttingRight: fc.Arbitrary<Happening> = fc
  .record({
    what: fc.constantFrom('group', 'group', 'age', 'age', 'ages', 'kind', 'opening', 'role', 'business', 'authority'),
    who: fc.constantFrom('vic', 'vic', 'val', 'ann', 'wit', 'shop'),
    group: fc.constantFrom(...offenceGroups),
    age: ages,
    kind: fc.constantFrom('crime', 'crime', 'incident', 'enquiry', 'feedback'),
    role: fc.constantFrom('victim', 'victim', 'witness', 'enquirer', 'feedback-giver'),
    hours: fc.integer({ min: -900, max: 200 }),
  })
  .map(({ what, who, group, age, kind, role, hours }) => (life) => {
    const { now } = life;
    const known = dataOf('ParticipantAdded', life).find(({ participantId }) => participantId === who);
    const set = <T>(name: string, value: T): T | undefined => (isOther(life, name, value, who) ? value : undefined);
    switch (what) {
      case 'group': {
        const offenceGroup = set('offenceGroup', group ?? 'burglary');
        return offenceGroup ? facts.putRight({ offenceGroup }, now) : null;
      }
      case 'kind':
        return set('kind', kind) ? facts.putRight({ kind }, now) : null;
      case 'age':
        return set('ageAtOffence', age) ? facts.ageRight(who, age!, now) : null;
      case 'role':
        return set('role', role) ? facts.roleRight(who, role, now) : null;
      case 'business':
        return known && set('business', !known.business)
          ? facts.participantRight(who, { business: !known.business }, now)
          : null;
      case 'authority': {
        const authorityUntil = londonDate(plus(life.told[0]!.fact.occurred, (hours + 900) * hour));
        return facts.participantRight('rep', { authorityUntil }, now);
      }
      default:
        return openedOtherwise(life, hours, what === 'ages' && known && age ? { [who]: age } : undefined);
    }
  });

/** Whether it is not known to be so: what changes nothing is refused. */
function isOther(life: Life, name: string, value: unknown, who: string): boolean {
  const known = life.told.flatMap(({ fact }) => {
    const { after, participantId, ...said } = fact.data as any;
    const isOfWhom = participantId === undefined || participantId === who;
    if (!isOfWhom || !/^CaseOpened|^ParticipantAdded|DetailsCorrected$/.test(fact.type)) return [];
    const told = after ?? said;
    return name in told && told[name] !== undefined ? [told[name]] : [];
  });
  return known.at(-1) !== value;
}

type AgeBand = NonNullable<facts.DataOf<'ParticipantAdded'>['ageAtOffence']>;

/** The case was reported at another time: nothing that is recorded of it was before that, and who joined then did so then. */
function openedOtherwise(life: Life, hours: number, ages: Readonly<Record<string, AgeBand>> | undefined): PastFact {
  const right = dataOf('CaseDetailsCorrected', life).findLast(({ after }) => after.openedAt !== undefined);
  const opened = right?.after.openedAt ?? life.told[0]!.fact.occurred;
  const along = dataOf('ParticipantAdded', life).flatMap(({ participantId }) =>
    ['val', 'mgr'].includes(participantId) ? [] : [participantId],
  );
  const isOpening = ({ fact }: PastFact) =>
    fact.type === 'CaseOpened' || (fact.type === 'ParticipantAdded' && along.includes(fact.data.participantId));
  const first = life.told.flatMap((one) => (isOpening(one) ? [] : [one.fact.occurred])).sort()[0] ?? life.now;
  const { fact, recorded } = facts.putRight({ openedAt: earlier(plus(opened, hours * hour), first) }, life.now, along);
  return { fact: { ...fact, data: { ...fact.data, ...(ages && { ages }) } }, recorded };
}

type Act = { readonly happen: Happening } | { readonly terms: (life: Life) => Parameters<typeof changed>[1] };

const terms: fc.Arbitrary<Act> = fc
  .record({
    without: fc.subarray(
      ['qos-2006', 'victims-code-2006', 'victims-code-2013', 'victims-code-2015', 'victims-code-2020'],
      { maxLength: 1 },
    ),
    dayKinds: fc.option(
      fc.constantFrom<Record<string, 'calendar' | 'working'>>(
        {},
        { 'QOS-FB-REPLY': 'working' },
        { 'QOS-FB-REPLY': 'working', 'VC20-ARREST': 'calendar', 'QOS-LETTER': 'calendar' },
      ),
    ),
    anchors: fc.option(
      fc.constantFrom<Record<string, 'last-update' | 'schedule'>>(
        {},
        { 'QOS-UPDATE': 'schedule', 'VC20-PERIODIC': 'schedule', 'PRA-PROGRESS': 'schedule' },
      ),
    ),
    holiday: fc.option(fc.integer({ min: 1, max: 9 })),
    reach: fc.constantFrom('new-only', 'recompute-all', 'recompute-all', 'time-left'),
    on: fc.integer({ min: 0, max: 6 }),
  })
  .map(({ without, dayKinds, anchors, holiday, reach, on }) => ({
    terms: ({ now }) => {
      const day = (days: number) => londonDate(plus(now, days * 24 * hour));
      return {
        without,
        dayKinds: dayKinds ?? undefined,
        anchors: anchors ?? undefined,
        holiday: holiday === null ? undefined : day(holiday),
        reach: reach === 'time-left' ? { to: reach, on: day(on) } : { to: reach },
      };
    },
  }));

const happening: fc.Arbitrary<Act> = fc
  .oneof(
    { weight: 9, arbitrary: contacts },
    { weight: 2, arbitrary: receipts },
    { weight: 5, arbitrary: milestones },
    { weight: 2, arbitrary: plans },
    { weight: 2, arbitrary: assessments },
    { weight: 2, arbitrary: closing },
    { weight: 2, arbitrary: feedback },
    { weight: 4, arbitrary: rulings },
    { weight: 2, arbitrary: resumptions },
    { weight: 1, arbitrary: handovers },
    { weight: 3, arbitrary: decisions },
    { weight: 1, arbitrary: undoings },
    { weight: 2, arbitrary: takingBack },
    { weight: 2, arbitrary: corrections },
    { weight: 1, arbitrary: voidings },
    { weight: 2, arbitrary: optOuts },
    { weight: 2, arbitrary: optIns },
    { weight: 1, arbitrary: optOutVoidings },
    { weight: 1, arbitrary: once },
    { weight: 1, arbitrary: puttingRight },
  )
  .map((happen) => ({ happen }));

const act = fc.oneof({ weight: 12, arbitrary: happening }, { weight: 1, arbitrary: terms });

/** Where time is moved to: some hours on, the end of that day or the moment before, when something is due or is looked at. */
const aims = ['hours', 'hours', 'hours', 'midnight', 'before-midnight', 'due', 'before-due', 'next-check'] as const;

const step = fc.record({
  act,
  hours: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 72 }), fc.integer({ min: 1, max: 900 })),
  aim: fc.constantFrom(...aims),
  which: fc.nat(30),
  /** How long before it was recorded it happened. */
  ago: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 900 }) }),
  agoAim: fc.constantFrom('hours', 'midnight', 'before-midnight'),
  /** It was recorded on another case first, so many hours before. */
  carried: fc.oneof(
    { weight: 9, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 200 }) },
  ),
});

function aimed(life: Life, hours: number, aim: (typeof aims)[number] | string, which: number): Instant {
  const at = plus(life.now, hours * hour);
  const ahead = (timeOf: (one: Obligation) => Instant | null) =>
    nth(
      life
        .open()
        .map(timeOf)
        .filter((time): time is Instant => time !== null && time > life.now),
      which,
    );
  switch (aim) {
    case 'midnight':
      return endOfLondonDay(londonDate(at));
    case 'before-midnight':
      return plus(endOfLondonDay(londonDate(at)), -1);
    case 'due':
      return ahead(({ due }) => due.dueAt) ?? at;
    case 'before-due':
      return plus(ahead(({ due }) => due.dueAt) ?? at, -1);
    case 'next-check':
      return life.nextCheckAt() ?? at;
    default:
      return at;
  }
}

function ago(life: Life, start: Instant, hours: number, aim: string): Instant {
  if (hours === 0) return life.now;
  const at = plus(life.now, -hours * hour);
  const when = aim === 'hours' ? at : plus(endOfLondonDay(londonDate(at)), aim === 'midnight' ? 0 : -1);
  return when < start ? start : when > life.now ? life.now : when;
}

export interface Scenario {
  readonly start: Instant;
  readonly kind: facts.DataOf<'CaseOpened'>['kind'];
  readonly group: string | undefined;
  /** How old victims are, and in which state they join. */
  readonly ages: readonly facts.DataOf<'ParticipantAdded'>['ageAtOffence'][];
  /** Who is on the case beside a victim and who represents them. */
  readonly cast: readonly string[];
  readonly steps: readonly ScenarioStep[];
  readonly after: number;
  readonly authorityUntil: number | null;
}
type ScenarioStep = typeof step extends fc.Arbitrary<infer T> ? T : never;

export const scenarios: fc.Arbitrary<Scenario> = fc.record({
  start: fc.constantFrom(...starts),
  kind: fc.constantFrom('crime', 'crime', 'crime', 'enquiry', 'incident', 'feedback'),
  group: fc.constantFrom(...offenceGroups),
  ages: fc.tuple(ages, ages),
  cast: fc.subarray(['ann', 'wit', 'shop', 'fay', 'val'], { maxLength: 3 }),
  steps: fc.array(step, { minLength: 1, maxLength: 10 }),
  after: fc.integer({ min: 0, max: 2400 }),
  authorityUntil: fc.option(fc.integer({ min: 0, max: 40 })),
});

/** Lives through a scenario; `seen` looks at it after each step. */
export function live(
  { start, kind, group, ages, cast, steps, after, authorityUntil }: Scenario,
  seen: (life: Life) => void,
  book: Rulebook = unalerted,
): Life {
  const life = new Life(start, book);
  const until = authorityUntil === null ? {} : { authorityUntil: londonDate(plus(start, authorityUntil * 24 * hour)) };
  life.record(facts.caseOpened(start, kind, { offenceGroup: group }));
  life.record(facts.joined('vic', start, 'victim', 'unassessed', { ageAtOffence: ages[0] }));
  life.record(facts.joined('rep', start, 'representative', 'unassessed', { represents: 'vic', ...until }));
  if (cast.includes('ann')) life.record(facts.joined('ann', start, 'enquirer'));
  if (cast.includes('wit')) life.record(facts.joined('wit', start, 'witness'));
  if (cast.includes('shop')) life.record(facts.joined('shop', start, 'victim', 'standard', { business: true }));
  if (cast.includes('fay')) life.record(facts.joined('fay', start, 'feedback-giver'));
  const joins = plus(start, 30 * hour);
  let hasJoined = !cast.includes('val');
  for (const [index, { act, hours, aim, which, ago: back, agoAim, carried }] of steps.entries()) {
    if (['CaseMerged', 'CaseVoided'].some((type) => dataOf(type, life).length > 0)) break;
    life.now = latest(life.now, aimed(life, hours, aim, which));
    if (!hasJoined && life.now >= joins) {
      hasJoined = true;
      life.record(
        facts.recordedAt(
          facts.joined('val', joins, 'victim', ages[1] ? 'unassessed' : 'enhanced', { ageAtOffence: ages[1] }),
          life.now,
        ),
      );
    }
    if ('terms' in act) {
      if (life.terms.at(-1)!.from < life.now) life.activate(changed(life.terms.at(-1)!, act.terms(life)));
    } else {
      const one = act.happen(life, ago(life, start, back, agoAim), `id-${index}`);
      const all = one === null ? [] : [one].flat();
      for (const fact of all)
        if (isPossible(fact, life)) life.record(carriedOver(facts.recordedAt(fact, life.now), carried));
    }
    seen(life);
  }
  life.now = plus(life.now, after * hour);
  seen(life);
  return life;
}

/** As it comes from a merged case, where it was recorded before. */
function carriedOver(one: PastFact, hours: number): PastFact {
  const { fact, recorded } = one;
  if (hours === 0 || !/^(Contact|Entitlement)/.test(fact.type)) return one;
  const before = plus(recorded, -hours * hour);
  const firstRecorded = before < fact.occurred ? fact.occurred : before;
  return { fact: { ...fact, data: { ...fact.data, firstRecorded, carriedFrom: 'c0' } } as PastFact['fact'], recorded };
}

/** Nobody is told, assessed or planned with before they are on the case. */
function isPossible({ fact }: PastFact, life: Life): boolean {
  const { participantIds = [], participantId } = fact.data as any;
  const joined = new Set(dataOf('ParticipantAdded', life).map((data) => data.participantId));
  const needs = fact.type === 'ParticipantAdded' ? [] : [participantId, ...participantIds];
  return needs.every((id) => id === undefined || joined.has(id));
}
