/* What codes of a case are called on forms. */

export const kindWords = { crime: 'Crime', incident: 'Incident', enquiry: 'Enquiry', feedback: 'Feedback' } as const;

export const roleWords = {
  victim: 'Victim',
  witness: 'Witness',
  enquirer: 'Enquirer',
  'feedback-giver': 'Somebody who gives feedback',
  representative: 'Representative of somebody',
} as const;

export const entitlementWords = { unassessed: 'Not assessed', standard: 'Standard', enhanced: 'Enhanced' } as const;
