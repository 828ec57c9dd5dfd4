import { describe, expect, it } from '@jest/globals';
import { NoSuchPage } from '../frame/page-trouble.js';
import { checkedIn, counterAddress } from './checked.js';

const place = { caseId: 'c-1', participantId: 'p-1' };

describe('by what somebody proved who they are', () => {
  it('is read from an address, in one order and each once', () => {
    expect(['reference,born-on', 'document', 'document,document', '', undefined].map(checkedIn)).toEqual([
      ['born-on', 'reference'],
      ['document'],
      ['document'],
      [],
      [],
    ]);
  });

  it.each(['mothers-name', 'born-on,', 'born-on,28/02/1990', ['born-on', 'reference'], { a: 'born-on' }])(
    'is nothing else: %j',
    (said) => {
      expect(() => checkedIn(said)).toThrow(NoSuchPage);
    },
  );

  it('stands in the address of each page about them', () => {
    expect([
      counterAddress(place, ''),
      counterAddress(place, '/message', { checked: ['born-on', 'reference'] }),
      counterAddress(place, '', { checked: ['address'], done: 'enquiry' }),
      counterAddress(place, '', { checked: [], done: 'message' }),
    ]).toEqual([
      '/counter/c-1/p-1',
      '/counter/c-1/p-1/message?checked=born-on,reference',
      '/counter/c-1/p-1?checked=address&done=enquiry',
      '/counter/c-1/p-1?checked=&done=message',
    ]);
  });
});
