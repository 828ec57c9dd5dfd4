/* What people choose from when they log a contact, in their words. */

export const methodWords = {
  phone: 'Phone',
  'in-person': 'In person',
  email: 'Email',
  sms: 'Text message',
  letter: 'Letter',
  counter: 'At the counter',
  video: 'Video call',
  portal: 'Portal',
} as const;

export const outcomeWords = {
  spoke: 'Spoke to them',
  sent: 'Sent it',
  delivered: 'It reached them (receipt)',
  'no-answer': 'No answer',
  voicemail: 'Left a voicemail',
  'third-party': 'Someone else answered',
  refused: 'They did not want to talk',
  returned: 'It came back',
  received: 'They told or asked us something',
} as const;

/** With these nobody was told anything: what was ticked as told, and promised, is left out. */
export const attempts: ReadonlySet<string> = new Set(['no-answer', 'voicemail', 'third-party', 'refused', 'returned']);

/** What a contact was, where it was no plain update. */
export const purposeWords: Readonly<Record<string, string>> = {
  update: 'An update',
  'initial-information': 'The first information: what happens next',
  'written-confirmation': 'The written confirmation',
  result: 'The result',
  acknowledgement: 'An acknowledgement',
  reply: 'A reply to what they wrote or said',
  referral: 'A referral to a service',
  'vps-offer': 'The offer of a Victim Personal Statement',
  'needs-assessment': 'An assessment of their needs',
  'liaison-officer': 'Who their family liaison officer is',
  'bail-views': 'Asking for their views on bail',
  'disposal-views': 'Asking for their views on a caution or other disposal',
  'meeting-offer': 'The offer of a meeting',
  'review-preference': 'Asking whether they want to know of a review',
  'understanding-help': 'An interpreter, translation or supporter, or why there is none',
  enquiry: 'Their question',
  chase: 'They chased: “I have not heard anything”',
  arrangement: 'An arrangement',
  survey: 'A survey',
};

export const serviceWords = {
  'support-service': 'Support service',
  'victim-support': 'Victim Support',
  'victim-contact-scheme': 'Victim Contact Scheme',
} as const;

/** Why a contact did not meet something that it was about. */
export const obstacleWords: Readonly<Record<string, string>> = {
  automatic: 'a machine sent it',
  'unsafe-route': 'it went by a route that must not be used',
  'dead-route': 'something came back from that number or address',
  'identity-not-proved': 'they did not prove who they are',
  'no-receipt-yet': 'it is not known yet that it arrived',
  'not-reached': 'they were not reached, so they still have to be told',
  'no-authority': 'whoever was told may not receive it for them',
  'counts-later': 'it counts only from a day to come',
  'day-zero': 'it was told on the day on which the time for it begins',
};

/** Nothing of a code that has no words is lost: it is said as it is. */
export const inWords = (words: Readonly<Record<string, string>>, code: string): string =>
  words[code] ?? code.replaceAll('-', ' ');
