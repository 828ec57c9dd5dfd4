import { describe, expect, it } from '@jest/globals';
import { letterOf } from './letter.js';

const line = (more: object = {}) => ({
  reference: 'CR/1/26',
  rung: 'missed',
  commitment: 'VC20-ARREST',
  dueOn: '2026-11-27',
  dueAt: '2026-11-28T00:00:00.000Z',
  caughtUp: false,
  cause: 'raised' as const,
  ...more,
});

describe('the e-mail about alerts', () => {
  it('says case, rung, promise and due date, the same as text and as HTML', () => {
    const { subject, text, html } = letterOf([line()], 'Europe/London');
    expect(subject).toBe('CR/1/26: missed');
    for (const word of ['CR/1/26', 'missed', 'VC20-ARREST', '2026-11-27', 'still owed', 'does not make the contact']) {
      expect(text).toContain(word);
      expect(html).toContain(word);
    }
  });

  it('names no case in the subject where there are several', () => {
    expect(letterOf([line(), line({ reference: 'CR/2/26' })], 'Europe/London').subject).toBe('2 alerts');
  });

  it('says the time of a limit in hours, as the force’s clocks show it', () => {
    const summer = letterOf([line({ dueOn: null, dueAt: '2026-07-01T09:30:00.000Z' })], 'Europe/London');
    expect(summer.text).toContain('2026-07-01 10:30');
  });

  it('says where it comes late', () => {
    expect(letterOf([line({ caughtUp: true })], 'Europe/London').text).toContain('missed (told late)');
  });

  it.each([
    ['raised', 'missed'],
    [null, 'missed'],
    ['awoke', 'missed, no longer put aside'],
    ['handed-over', 'missed, handed over to you'],
    ['unreached', 'missed, as no message reached the one before you'],
  ] as const)('says how an alert came to whoever reads it: %s', (cause, words) => {
    const { subject, text, html } = letterOf([line({ cause })], 'Europe/London');
    expect(subject).toBe(`CR/1/26: ${words}`);
    for (const body of [text, html]) expect(body).toContain(words);
  });

  it.each([
    ['chased', 'Somebody asked why they have heard nothing'],
    ['unsafe-contact', 'Something went by a route marked unsafe'],
    ['identity-not-proved', 'Somebody spoke who did not prove who they are'],
  ])('about a contact says which case and why: %s', (rung, why) => {
    const concern = line({ rung, commitment: null, dueOn: null, dueAt: '2026-11-27T10:15:00.000Z' });
    const { subject, text, html } = letterOf([concern], 'Europe/London');
    expect(subject).toBe(`CR/1/26: ${rung.replaceAll('-', ' ')}`);
    for (const body of [text, html]) {
      for (const word of ['CR/1/26', why, '2026-11-27 10:15', 'call for your attention']) expect(body).toContain(word);
      expect(body).not.toMatch(/still owed|null/);
    }
    const both = letterOf([line(), concern], 'Europe/London').text;
    for (const word of ['still owed', 'VC20-ARREST', why]) expect(both).toContain(word);
  });

  it('lets no reference become markup', () => {
    const { html, text } = letterOf([line({ reference: '<img src=x onerror="a">&\'' })], 'Europe/London');
    expect(html).toContain('&lt;img src=x onerror=&quot;a&quot;&gt;&amp;&#39;');
    expect(html).not.toContain('<img');
    expect(text).toContain('<img src=x onerror="a">&\'');
  });

  it('ends after a hundred lines and says how many more there are', () => {
    const many = Array.from({ length: 103 }, (_, index) => line({ reference: `CR/${index}/26` }));
    const { text, html, subject } = letterOf(many, 'Europe/London');
    expect(subject).toBe('103 alerts');
    for (const body of [text, html]) {
      expect(body).toContain('CR/99/26');
      expect(body).not.toContain('CR/100/26');
      expect(body).toContain('And 3 more');
    }
  });
});
