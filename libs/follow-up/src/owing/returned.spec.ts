import { describe, expect, it } from '@jest/globals';
import {
  caseOpened,
  contact,
  instant,
  joined,
  milestone,
  receipt,
  type PastFact,
} from '../../../../test/support/facts.js';
import { acted, given, lived, only, settledAt, standings, told } from '../../../../test/support/given.js';
import { optedOut, paused } from '../../../../test/support/rulings.js';

const start = '2026-03-02T10:00:00Z';
const posted = '2026-03-10T10:00:00Z';
const back = '2026-03-12T10:00:00Z';
const letter = (at: string, tells: string[] = []) =>
  contact('vic', at, { method: 'letter', outcome: 'sent', route: 'safe', tells });
const crime = [caseOpened(start), joined('vic', start)];
const livedTo = (at: string, book: ReturnType<typeof only>, ...more: PastFact[]) =>
  standings(lived([...crime, ...more], book, instant(at)), instant(at));

describe('what had been met by what came back', () => {
  const book = only('VC20-ARREST');
  const arrested = milestone('suspect-arrested', '2026-03-09T10:00:00Z');
  const sent = letter(posted, ['suspect-arrested']);

  it('given one duty, then it is open again and due later, by facts that say why, once', () => {
    const state = given(...crime, arrested, sent);
    settledAt(state, book, instant(posted));
    const facts = acted(state, book, instant(back), [receipt('returned', back, `contact-${posted}`).fact]);
    expect(told(facts)).toEqual([
      `ReceiptCame ${instant(back)}`,
      `ObligationReopened returned ${instant(back)}`,
      `ObligationRederived ${instant(back)}`,
    ]);
    expect(facts[2]!.data).toMatchObject({
      cause: 'returned',
      generation: 2,
      dueOn: '2026-03-19',
      startsAt: instant(back),
    });
    expect(settledAt(state, book, instant('2026-03-13T10:00:00Z'))).toEqual([]);
    expect(standings(state, instant(back))).toEqual(['VC20-ARREST vic due 2026-03-19: open']);
  });

  it('given somebody who did not want to be told any more by then, then it is waived and not missed', () => {
    const wish = optedOut('vic', 'VC20-ARREST', '2026-03-17T10:00:00Z');
    const late = receipt('returned', '2026-03-20T10:00:00Z', `contact-${posted}`);
    expect(livedTo('2026-03-21T10:00:00Z', book, arrested, sent, wish, late)).toEqual([
      'VC20-ARREST vic due 2026-03-27: waived',
    ]);
  });

  it('given a pause that was over by then, then it moves nothing of what is counted anew', () => {
    const on = { commitment: 'VC20-ARREST', participantId: 'vic', triggerId: arrested.fact.data.milestoneId };
    const stop = paused(on, '2026-03-09T11:00:00Z');
    const run = {
      fact: {
        type: 'ClockResumed',
        data: { rulingId: 'r', obligationId: 'o1', pauseId: stop.fact.data.rulingId },
        occurred: instant('2026-03-10T09:00:00Z'),
      },
      recorded: instant('2026-03-10T09:00:00Z'),
    } as PastFact;
    expect(
      livedTo('2026-03-13T10:00:00Z', book, arrested, stop, run, sent, receipt('returned', back, `contact-${posted}`)),
    ).toEqual(['VC20-ARREST vic due 2026-03-19: open']);
  });
});

describe('an update that came back', () => {
  const book = only('QOS-UPDATE');
  const gone = (at: string) => receipt('returned', at, `contact-${posted}`);

  it('given that the next period was open, then the one before takes its place again', () => {
    expect(livedTo('2026-03-21T10:00:00Z', book, letter(posted), gone('2026-03-20T10:00:00Z'))).toEqual([
      'QOS-UPDATE vic due 2026-04-20: open',
      'QOS-UPDATE vic due 2026-04-10: superseded',
    ]);
  });

  it('given that they were told since, then that counts, and the months go on from it', () => {
    const call = contact('vic', '2026-04-05T10:00:00Z');
    expect(livedTo('2026-04-21T10:00:00Z', book, letter(posted), call, gone('2026-04-20T10:00:00Z'))).toEqual([
      'QOS-UPDATE vic due 2026-05-20: met',
      'QOS-UPDATE vic due 2026-04-10: superseded',
      'QOS-UPDATE vic due 2026-05-05: open',
    ]);
  });

  it('given that the next period was missed by then, then that miss stays until somebody decides', () => {
    const state = lived(
      [...crime, letter(posted), gone('2026-04-20T10:00:00Z')],
      book,
      instant('2026-04-21T10:00:00Z'),
      instant('2026-04-11T10:00:00Z'),
    );
    expect(standings(state, instant('2026-04-21T10:00:00Z'))).toEqual([
      'QOS-UPDATE vic due 2026-05-20: open',
      'QOS-UPDATE vic due 2026-04-10: missed for good',
    ]);
    expect([...state.disputes.raised.values()]).toMatchObject([{ stood: 'missed', would: 'superseded' }]);
  });

  it('given a month of silence after that, then one miss, and the month after it counts on from there', () => {
    expect(livedTo('2026-05-21T10:00:00Z', book, letter(posted), gone('2026-03-20T10:00:00Z')).slice(0, 3)).toEqual([
      'QOS-UPDATE vic due 2026-04-20: missed for good',
      'QOS-UPDATE vic due 2026-04-10: superseded',
      'QOS-UPDATE vic due 2026-05-20: missed',
    ]);
  });
});

describe('a text', () => {
  it('given two arrests that it told by a bare name, then it means what was open when it was recorded', () => {
    const book = only('VC20-ARREST');
    const first = milestone('suspect-arrested', '2026-03-09T10:00:00Z', 'suspect-1');
    const second = milestone('suspect-arrested', '2026-03-10T12:00:00Z', 'suspect-2');
    const text = contact('vic', posted, { method: 'sms', outcome: 'sent', route: 'safe', tells: ['suspect-arrested'] });
    const arrived = receipt('delivered', '2026-03-10T13:00:00Z', `contact-${posted}`);
    expect(livedTo('2026-03-11T10:00:00Z', book, first, text, second, arrived)).toEqual([
      'VC20-ARREST vic due 2026-03-16: met',
      'VC20-ARREST vic due 2026-03-17: open',
    ]);
  });
});

describe('a text to somebody who acts for a victim', () => {
  const book = only('VC20-ARREST');
  const arrested = milestone('suspect-arrested', '2026-03-09T10:00:00Z');
  const rep = joined('rep', start, 'representative', 'unassessed', { represents: 'vic', authorityUntil: '2026-03-10' });
  const text = contact('rep', posted, { method: 'sms', outcome: 'sent', route: 'safe', tells: ['suspect-arrested'] });

  it.each([
    ['the last moment of their authority', 'met', '2026-03-10T23:59:59.999Z'],
    ['the moment after', 'open', '2026-03-11T00:00:00Z'],
  ])('given it arrives in %s, then what the victim is owed is %s', (_, status, arrival) => {
    const arrived = receipt('delivered', arrival, `contact-${posted}`);
    expect(livedTo('2026-03-11T10:00:00Z', book, rep, arrested, text, arrived)).toContain(
      `VC20-ARREST vic due 2026-03-16: ${status}`,
    );
  });
});

describe('what was sent when a series had ended', () => {
  it('given it comes back, then it had met nothing of it, and nothing of it is counted anew', () => {
    const opened = '2006-10-27T09:00:00Z';
    const arrest = '2006-11-01T00:00:00Z';
    const sent = '2006-11-01T01:00:00Z';
    const story = [
      caseOpened(opened),
      joined('vic', opened),
      milestone('suspect-arrested', arrest),
      contact('vic', sent, { method: 'email', outcome: 'sent', route: 'safe' }),
      receipt('returned', sent, `contact-${sent}`),
    ];
    const state = given(...story);
    settledAt(state, only('VC06-MONTHLY'), instant('2006-11-01T02:00:00Z'));
    expect(standings(state, instant('2006-11-01T02:00:00Z'))).toEqual(['VC06-MONTHLY vic due 2006-11-27: superseded']);
  });
});
