import { describe, expect, it } from '@jest/globals';
import { shownIn } from './shown-in-answer.js';

describe('whom an answer shows', () => {
  it('is everybody of a case with what is said of them, and what was noted of nobody alone', () => {
    const answer = {
      caseId: 'c1',
      participants: [
        { participantId: 'p1', role: 'victim', name: 'A Victim', bornOn: null, routes: [{ routeId: 'r1' }] },
        { participantId: 'p2', role: 'witness', name: null, routes: [] },
      ],
      plans: [{ planId: 'n1', participantId: 'p2', safeTimes: 'after six' }],
      obligations: [{ obligationId: 'o1', caseId: 'c1', participantId: 'p2' }],
    };
    const { names, ...shown } = shownIn(answer, { caseId: 'c1' })!;
    expect(shown).toEqual({
      caseIds: ['c1'],
      participantIds: ['p1', 'p2'],
      fields: { p1: ['name', 'routes'], p2: ['safeTimes'] },
    });
    expect([...names]).toEqual([['p1', 'A Victim']]);
  });

  it('is told of what the law protects and who interprets too, and not of what nobody said', () => {
    const [said, unsaid] = [{ interpreter: 'BSL', characteristics: { sex: 'refused' } }, { characteristics: {} }];
    const shown = shownIn({ items: [said, unsaid].map((more, at) => ({ participantId: `p${at}`, ...more })) }, {});
    expect(shown!.fields).toEqual({ p0: ['characteristics', 'interpreter'] });
  });

  it('is whoever stands beside a row of a list', () => {
    const row = (id: string, name: string | null) => ({
      caseId: `c${id}`,
      participantId: `p${id}`,
      person: { role: 'victim', name },
    });
    const shown = shownIn({ items: [row('1', 'Ann'), row('2', null)] }, {})!;
    expect([shown.caseIds, shown.fields]).toEqual([['c1'], { p1: ['name'] }]);
  });

  it('is of a timeline what was noted, by whom it is about', () => {
    const items = [
      { version: 1, words: 'The case was opened', ids: {} },
      { version: 2, words: 'x', ids: { participantId: 'p1' }, note: 'She is away.' },
      { version: 3, words: 'y', ids: {}, lateReason: 'The system was down.' },
    ];
    expect(shownIn({ items }, { caseId: 'c1' })!.fields).toEqual({ p1: ['notes'], c1: ['notes'] });
  });

  it('is of what was known before the field, and of a ruling its note and not its reason, which is a code', () => {
    expect(
      shownIn({ items: [{ field: 'name', value: 'Old' }] }, { caseId: 'c1', participantId: 'p1' })!.fields,
    ).toEqual({ p1: ['name'] });
    const ruling = { rulingId: 'r1', reason: 'consent-awaited' };
    expect(shownIn({ caseId: 'c1', rulings: [ruling] }, {})).toBeNull();
    expect(shownIn({ caseId: 'c1', rulings: [{ ...ruling, note: 'Ill.' }] }, {})!.fields).toEqual({ c1: ['notes'] });
  });

  it('is nobody where nothing is said of anybody', () => {
    expect(
      shownIn({ caseId: 'c1', participants: [{ participantId: 'p1', role: 'victim' }] }, { caseId: 'c1' }),
    ).toBeNull();
    expect(shownIn(undefined, {})).toBeNull();
  });
});
