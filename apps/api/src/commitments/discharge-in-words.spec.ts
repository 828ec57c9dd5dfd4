import { describe, expect, it } from '@jest/globals';
import { readCatalogue } from '@kept-informed/commitments';
import { dischargeInWords } from './discharge-in-words.js';

const catalogue = readCatalogue();

describe('what meets a commitment', () => {
  it.each([
    ['VC20-ARREST', 'a contact that tells them that it happened'],
    ['QOS-CLOSE', 'a contact that tells them: case closed'],
    ['QOS-UPDATE', 'any update that reaches them'],
    ['PRA-FIRST', 'any update that reaches them, by letter, email, sms, portal'],
    ['QOS-FB-ACK', 'an acknowledgement or a reply'],
    ['VC-COMPLAINT', 'a reply or an acknowledgement that gives a date'],
    ['VC20-PLAN', 'a contact plan agreed with them'],
    ['VC20-VPS', 'the offer of a Victim Personal Statement'],
  ])('of %s is said in words', (id, expected) => {
    expect(dischargeInWords(catalogue.find((commitment) => commitment.id === id)!)).toBe(expected);
  });

  it('is said of the whole catalogue, without codes', () => {
    for (const commitment of catalogue)
      expect(dischargeInWords(commitment)).not.toMatch(/^$|a contact for|[a-z]-[a-z]/);
  });
});
