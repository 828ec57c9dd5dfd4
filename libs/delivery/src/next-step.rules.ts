const ofObligations: Readonly<Record<string, string>> = {
  'due-soon': 'tell them before it is due, and record the contact',
  missed: 'have them told today, or take the alert on with a plan',
  escalated: 'see to it that they are told, or take the alert on with a plan',
  unresolved: 'ask the area why nobody has told them, and what will be done',
};

const ofContacts: Readonly<Record<string, string>> = {
  chased: 'tell them how the case stands, and record the contact',
  'unsafe-contact': 'find out whether they are safe, by a route that is marked safe',
  'identity-not-proved': 'reach them by a route that is known to be theirs',
};

/** What whoever reads of an alert does next, by its rung. */
export function nextStep(rung: string, isOwed: boolean): string {
  if (isOwed) return ofObligations[rung] ?? 'see to it that they are told, and record the contact';
  return ofContacts[rung] ?? 'look at the contact and at what was noted of it';
}
