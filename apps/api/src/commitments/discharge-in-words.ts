import type { Commitment, Discharge } from '@kept-informed/commitments';

const byPurpose: Readonly<Record<string, string>> = {
  acknowledgement: 'an acknowledgement',
  'bail-views': 'being asked for their views on bail',
  'disposal-views': 'being asked for their views on a caution or other disposal',
  'initial-information': 'the initial information',
  'liaison-officer': 'a contact that names the family liaison officer',
  'meeting-offer': 'the offer of a meeting',
  'needs-assessment': 'an assessment of their needs',
  referral: 'a referral',
  reply: 'a reply',
  'review-preference': 'being asked whether they want to know of a review',
  'understanding-help': 'an interpreter, a translation or a supporter, or why there is none',
  'vps-offer': 'the offer of a Victim Personal Statement',
  'written-confirmation': 'a written confirmation',
};

/** What meets a commitment, in words: `an acknowledgement or a reply`. */
export function dischargeInWords({ dischargedBy, methods }: Commitment): string {
  const words = dischargedBy.map(way).join(' or ');
  return methods === null ? words : `${words}, by ${methods.map((method) => method.replace('-', ' ')).join(', ')}`;
}

function way(discharge: Discharge): string {
  switch (discharge.by) {
    case 'update':
      return 'any update that reaches them';
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
