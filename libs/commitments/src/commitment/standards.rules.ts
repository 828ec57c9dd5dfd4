/** The six standards of the Quality of Service Commitment of 2006, to each of which promises belong. */
export const standards = [
  'easy-to-contact',
  'professional-service',
  'initial-enquiry',
  'keeping-informed',
  'your-voice-counts',
  'victims-of-crime',
] as const;
export type Standard = (typeof standards)[number];
