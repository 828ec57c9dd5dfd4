import { describe, expect, it } from '@jest/globals';
import { letterOf } from './letter.js';

const line = (more: object = {}) => ({
  caseId: 'case-1',
  reference: 'CR/1/26',
  kind: 'crime',
  owner: 'pc-1234',
  role: 'victim',
  rung: 'missed',
  commitment: 'VC20-ARREST',
  dueOn: '2026-11-27',
  dueAt: '2026-11-28T00:00:00.000Z',
  dueInWords: 'overdue by 2 days',
  caughtUp: false,
  cause: 'raised' as const,
  ...more,
});
const concernOf = (rung: string) =>
  line({ rung, commitment: null, dueOn: null, dueAt: '2026-11-27T10:15:00.000Z', dueInWords: null });

const words = {
  zone: 'Europe/London',
  titles: new Map([['VC20-ARREST', 'Inform of arrest']]),
  post: (staffId: string) => `Local policing officer ${staffId}`,
};
const letter = (lines: ReturnType<typeof line>[], more: object = {}) => letterOf(lines, { ...words, ...more });

describe('the e-mail about alerts', () => {
  it('says what was promised, to whom by case and role, whose it is, how late it is and what to do, as text and as HTML', () => {
    const { subject, text, html } = letter([line()]);
    expect(subject).toBe('CR/1/26: missed, overdue by 2 days');
    for (const body of [text, html])
      for (const said of [
        'CR/1/26 (crime): Inform of arrest',
        'Alert: missed',
        'Due: overdue by 2 days (by the end of 2026-11-27)',
        'Owed to: the victim',
        'Owner: Local policing officer pc-1234',
        'Next: have them told today, or take the alert on with a plan',
        'still owed',
        'does not make the contact',
      ])
        expect(body).toContain(said);
  });

  it('says the most urgent in the subject where there are several, and how many', () => {
    const { subject } = letter([line(), line({ reference: 'CR/2/26', dueInWords: 'due tomorrow', rung: 'due-soon' })]);
    expect(subject).toBe('2 alerts, most urgent CR/1/26: missed, overdue by 2 days');
  });

  it('leads to the case where it is known where that is to be seen, and has no link where not', () => {
    for (const publicUrl of ['https://informed.force.example', 'https://informed.force.example/']) {
      const { text, html } = letter([line({ caseId: 'a&b' })], { publicUrl });
      expect(text).toContain('  https://informed.force.example/cases/a%26b\n');
      expect(html).toContain('<a href="https://informed.force.example/cases/a%26b">');
    }
    const { text, html } = letter([line()]);
    for (const body of [text, html]) expect(body).not.toMatch(/http|href/);
  });

  it('says that nobody owns a case, and a promise that nobody promises any more by its id', () => {
    const { text } = letter([line({ owner: null, commitment: 'LOCAL-1' })]);
    expect(text).toContain('Owner: nobody');
    expect(text).toContain('CR/1/26 (crime): LOCAL-1');
  });

  it('says where it comes late', () => {
    expect(letter([line({ caughtUp: true })]).text).toContain('missed (told late)');
  });

  it.each([
    ['due-soon', 'tell them before it is due'],
    ['missed', 'have them told today'],
    ['escalated', 'see to it that they are told, or take'],
    ['unresolved', 'ask the area why'],
    ['a-force-s-own', 'see to it that they are told, and record'],
  ])('says what to do next at the rung %s', (rung, next) => {
    expect(letter([line({ rung })]).text).toContain(`Next: ${next}`);
  });

  it.each([
    ['raised', 'missed'],
    [null, 'missed'],
    ['awoke', 'missed, no longer put aside'],
    ['handed-over', 'missed, handed over to you'],
    ['unreached', 'missed, as no message reached the one before you'],
  ] as const)('says how an alert came to whoever reads it: %s', (cause, how) => {
    const { subject, text, html } = letter([{ ...line(), cause } as ReturnType<typeof line>]);
    expect(subject).toBe(`CR/1/26: ${how}, overdue by 2 days`);
    for (const body of [text, html]) expect(body).toContain(how);
  });

  it.each([
    ['chased', 'Somebody asked why they have heard nothing', 'tell them how the case stands'],
    ['unsafe-contact', 'Something went by a route marked unsafe', 'find out whether they are safe'],
    ['identity-not-proved', 'Somebody spoke who did not prove who they are', 'reach them by a route'],
  ])('about a contact says which case, why, when and what to do: %s', (rung, why, next) => {
    const { subject, text, html } = letter([concernOf(rung)]);
    expect(subject).toBe(`CR/1/26: ${rung.replaceAll('-', ' ')}`);
    for (const body of [text, html]) {
      for (const said of ['CR/1/26', why, 'Recorded: 2026-11-27 10:15', 'About: the victim', next, 'your attention'])
        expect(body).toContain(said);
      expect(body).not.toMatch(/still owed|null/);
    }
    const both = letter([line(), concernOf(rung)]).text;
    for (const said of ['still owed', 'Inform of arrest', why]) expect(both).toContain(said);
  });

  it('lets no reference become markup', () => {
    const { html, text } = letter([line({ reference: '<img src=x onerror="a">&\'' })]);
    expect(html).toContain('&lt;img src=x onerror=&quot;a&quot;&gt;&amp;&#39;');
    expect(html).not.toContain('<img');
    expect(text).toContain('<img src=x onerror="a">&\'');
  });

  it('ends after a hundred alerts and says how many more there are', () => {
    const many = Array.from({ length: 103 }, (_, index) => line({ reference: `CR/${index}/26` }));
    const { text, html, subject } = letter(many);
    expect(subject).toBe('103 alerts, most urgent CR/0/26: missed, overdue by 2 days');
    for (const body of [text, html]) {
      expect(body).toContain('CR/99/26');
      expect(body).not.toContain('CR/100/26');
      expect(body).toContain('And 3 more');
    }
  });
});
