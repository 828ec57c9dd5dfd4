/** Ways of being in touch: of a contact, of a plan for more, and those by which a commitment can be met. */
export const methods = ['phone', 'email', 'sms', 'letter', 'in-person', 'counter', 'portal', 'video'] as const;
export type Method = (typeof methods)[number];
