import type { Commitment, Discharge } from '@kept-informed/commitments';

const byPurpose: Readonly<Record<string, string>> = {
  acknowledgement: 'an acknowledgement',
  'initial-information': 'the initial information',
  'needs-assessment': 'an assessment of their needs',
  referral: 'a referral',
  reply: 'a reply',
  'vps-offer': 'the offer of a Victim Personal Statement',
  'written-confirmation': 'a written confirmation',
};

/** What meets a commitment, in words: `an acknowledgement or a reply`. */
export function dischargeInWords({ dischargedBy }: Commitment): string {
  return dischargedBy.map(way).join(' or ');
}

function way(discharge: Discharge): string {
  switch (discharge.by) {
    case 'update':
      return discharge.inWriting ? 'any update that reaches them in writing' : 'any update that reaches them';
    case 'tells':
      return discharge.trigger === undefined
        ? 'a contact that tells them that it happened'
        : `a contact that tells them: ${discharge.trigger.replaceAll('-', ' ')}`;
    case 'purpose': {
      const what = byPurpose[discharge.purpose] ?? `a contact for: ${discharge.purpose.replaceAll('-', ' ')}`;
      return discharge.withDate ? `${what} that gives a date` : what;
    }
    case 'contact-plan':
      return 'a contact plan agreed with them';
  }
}
