/** What a contact can be for. Commitments name some of them as what meets them. */
export const purposes = [
  'update',
  'initial-information',
  'written-confirmation',
  'result',
  'acknowledgement',
  'reply',
  'referral',
  'vps-offer',
  'needs-assessment',
  'liaison-officer',
  'bail-views',
  'disposal-views',
  'review-preference',
  'understanding-help',
  'meeting-offer',
  'enquiry',
  'chase',
  'arrangement',
  'survey',
] as const;
export type Purpose = (typeof purposes)[number];
