import { between } from '../simulate/chance.js';
import type { DemoCase, DemoPerson } from './demo-case.js';
import type { Story, StoryParts } from './story.js';

const INITIAL = { purpose: 'initial-information' } as const;
const WRITING = { method: 'email', outcome: 'delivered', route: 'unknown' } as const;
const OFFENCES = [
  'burglary-dwelling',
  'vehicle-crime',
  'criminal-damage',
  'robbery',
  'violence-with-injury',
  'other-theft',
];

/** A crime with one to three victims. */
function aCrime({ opens, chance }: StoryParts, daysAgo: readonly [number, number], victims = between(1, 3, chance)) {
  const offence = OFFENCES[between(0, OFFENCES.length - 1, chance)]!;
  const crime = opens('crime', between(...daysAgo, chance), offence);
  const entitlement = chance() < 0.3 ? 'unassessed' : 'standard';
  const told = Array.from({ length: victims }, () => crime.joins('victim', entitlement));
  return { crime, victims: told, victim: told[0]! };
}

/** What every victim is due in the first days, nearly always done: referral, confirmation, assessment, statement, plan. */
function formalities({ days, chance }: StoryParts, crime: DemoCase, victims: readonly DemoPerson[]): void {
  const on = (day: number) => days.workingDaysAfter(crime.openedAt, day);
  const done = () => chance() < 0.92;
  for (const victim of victims) {
    if (done()) crime.tells(victim, on(1), { ...WRITING, purpose: 'referral' });
    if (done()) crime.tells(victim, on(2), { ...WRITING, purpose: 'written-confirmation' });
    if (done()) crime.isAssessed(victim, 'standard', on(1));
    if (done()) crime.tells(victim, on(4), { purpose: 'vps-offer' });
    if (chance() < 0.4) crime.agrees(victim, 'P1M', on(3));
  }
}

/** Informed at once, and about every three weeks. */
export const keptInformed: Story = (telling) => {
  const { crime, victims, victim } = aCrime(telling, [20, 60]);
  const { days } = telling;
  formalities(telling, crime, victims);
  crime.tells(victims, days.workingDaysAfter(crime.openedAt, 2), { ...INITIAL, tells: [] });
  crime.tries(victim, days.after(crime.openedAt, 19), 'voicemail');
  for (const day of [20, 40, 59]) crime.tells(victims, days.after(crime.openedAt, day));
};

/** Initial information, and then two months of nothing. */
export const silence: Story = (telling) => {
  const { crime, victims } = aCrime(telling, [58, 68], 1);
  crime.joins('witness');
  crime.tells(victims, telling.days.workingDaysAfter(crime.openedAt, 3), INITIAL);
};

/** Everything is done, and all of it late. */
export const late: Story = (telling) => {
  const { crime, victims, victim } = aCrime(telling, [50, 60]);
  const { days } = telling;
  formalities(telling, crime, victims);
  crime.tries(victim, days.workingDaysAfter(crime.openedAt, 4));
  crime.tells(victims, days.workingDaysAfter(crime.openedAt, 8), INITIAL);
  crime.tells(victims, days.after(crime.openedAt, 36));
};

/** Two calls that told them in time, written down only days later. */
export const recordedLate: Story = (telling) => {
  const { crime, victims } = aCrime(telling, [25, 50]);
  const { days } = telling;
  const called = days.workingDaysAfter(crime.openedAt, 3);
  formalities(telling, crime, victims);
  crime.tells(victims, called, INITIAL, days.workingDaysAfter(crime.openedAt, 8));
};

/** A plan for every two weeks takes the place of the monthly update; one of its dates is missed. */
export const plan: Story = (telling) => {
  const { crime, victims, victim } = aCrime(telling, [40, 60], 1);
  const { days } = telling;
  crime.tells(victims, days.workingDaysAfter(crime.openedAt, 1), INITIAL);
  const agreed = days.workingDaysAfter(crime.openedAt, 3);
  crime.agrees(victim, 'P14D', agreed, days.dateAfter(agreed, 90));
  crime.tells(victims, days.after(agreed, 12));
  crime.tells(victims, days.after(agreed, 30));
};

/** Assessed as enhanced: an arrest is told within a day, the bail too late. */
export const enhanced: Story = (telling) => {
  const { crime, victim } = aCrime(telling, [15, 45], 1);
  const { days } = telling;
  formalities(telling, crime, [victim]);
  crime.tells(victim, days.workingDaysAfter(crime.openedAt, 1), {
    ...INITIAL,
    outcome: 'told-in-person',
    method: 'in-person',
  });
  crime.isAssessed(victim, 'enhanced', days.workingDaysAfter(crime.openedAt, 2));
  const arrested = days.workingDaysAfter(crime.openedAt, 5);
  crime.reaches('suspect-arrested', arrested, 'suspect-1');
  crime.tells(victim, days.workingDaysAfter(arrested, 1), { tells: ['suspect-arrested'] });
  const bailed = days.workingDaysAfter(arrested, 2);
  crime.reaches('suspect-bailed', bailed, 'suspect-1');
  crime.tells(victim, days.workingDaysAfter(bailed, 3), { tells: ['suspect-bailed'] });
};

/** Of two victims of one burglary, one was told of the arrest and the other was not. */
export const theOtherVictim: Story = (telling) => {
  const { crime, victims } = aCrime(telling, [16, 40], 2);
  const { days } = telling;
  const [told, forgotten] = victims as [DemoPerson, DemoPerson];
  formalities(telling, crime, victims);
  crime.tells(victims, days.workingDaysAfter(crime.openedAt, 2), INITIAL);
  const arrested = days.workingDaysAfter(crime.openedAt, 4);
  crime.reaches('suspect-arrested', arrested, 'suspect-1');
  crime.tells(told, days.workingDaysAfter(arrested, 2), { tells: ['suspect-arrested'] });
  crime.tries(forgotten, days.workingDaysAfter(arrested, 2));
  crime.alertsAreTakenOn(days.workingDaysAfter(arrested, 6), false);
};

/** Charged and closed, and told of both; by the one who may act for the victim. */
export const charged: Story = (telling) => {
  const { crime, victim } = aCrime(telling, [30, 60], 1);
  const { days } = telling;
  const parent = crime.joins('representative', 'unassessed', victim);
  formalities(telling, crime, [victim]);
  crime.tells(parent, days.workingDaysAfter(crime.openedAt, 2), INITIAL);
  const decided = days.workingDaysAfter(crime.openedAt, 12);
  crime.reaches('charge-decided', decided, 'suspect-1');
  crime.closes('charged', days.workingDaysAfter(decided, 1));
  crime.tells(parent, days.workingDaysAfter(decided, 3), {
    purpose: 'result',
    tells: ['charge-decided', 'case-closed'],
  });
};

/** Closed with nobody told, and opened again when more came to light. */
export const reopened: Story = (telling) => {
  const { crime, victims } = aCrime(telling, [40, 60]);
  const { days } = telling;
  formalities(telling, crime, victims);
  crime.tells(victims, days.workingDaysAfter(crime.openedAt, 4), INITIAL);
  crime.reaches('investigation-concluded', days.workingDaysAfter(crime.openedAt, 10));
  crime.closes('no-suspect-identified', days.workingDaysAfter(crime.openedAt, 11));
  crime.reopens(days.workingDaysAfter(crime.openedAt, 20));
};

/** Came in during the last days: all is still open. */
export const fresh: Story = (telling) => {
  const { crime, victim } = aCrime(telling, [1, 3]);
  if (telling.chance() < 0.5) crime.tries(victim, telling.days.workingDaysAfter(crime.openedAt, 1), 'voicemail');
};

/** Nobody has called for a month; the owner has taken the alert on and has a plan. */
export const takenOn: Story = (telling) => {
  const { crime, victims } = aCrime(telling, [34, 40], 1);
  const { days } = telling;
  formalities(telling, crime, victims);
  crime.tells(victims, days.workingDaysAfter(crime.openedAt, 2), INITIAL);
  crime.alertsAreTakenOn(days.after(crime.openedAt, 31), true);
};
