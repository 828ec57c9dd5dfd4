import { describe, expect, it } from '@jest/globals';
import type { FollowUpEvent } from '@kept-informed/follow-up';
import { reversalOf } from './reversed-facts.js';
import { anewOn } from './taken-back.js';

const by = (requestId: string, type: string, data: object) => ({ type, data, requestId }) as unknown as FollowUpEvent;
const reversed = (type: string, data: object) => by(reversalOf('import-1'), type, data);

describe('what is brought into a case', () => {
  it('has the id that it had, unless a reversal took that back', () => {
    const anew = anewOn([
      reversed('ContactStruckOut', { contactId: 'contact-1' }),
      reversed('MilestoneVoided', { milestoneId: 'milestone-1' }),
      by('import-1', 'CaseClosed', { closureId: 'closure-1' }),
      reversed('CaseReopened', { reopeningId: 'reopening-1' }),
      by('r-1', 'ContactStruckOut', { contactId: 'contact-2' }),
      by('r-1', 'MilestoneVoided', { milestoneId: 'milestone-2' }),
    ]);
    for (const id of ['contact-1', 'milestone-1', 'closure-1']) expect(anew(id)).not.toBe(id);
    for (const id of ['contact-2', 'milestone-2', 'contact-3']) expect(anew(id)).toBe(id);
  });

  it('has another each time that it was taken back', () => {
    const struckOut = (contactId: string) => reversed('ContactStruckOut', { contactId });
    const second = anewOn([struckOut('contact-1')])('contact-1');
    const third = anewOn([struckOut('contact-1'), struckOut(second)])('contact-1');
    expect(new Set(['contact-1', second, third]).size).toBe(3);
  });
});
