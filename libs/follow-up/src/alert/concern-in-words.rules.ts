import type { Concern } from './alert.events.js';

const words: Readonly<Record<Concern, string>> = {
  chased: 'Somebody asked why they have heard nothing',
  'unsafe-contact': 'Something went by a route marked unsafe',
  'identity-not-proved': 'Somebody spoke who did not prove who they are',
  'not-reached': 'Somebody could not be reached on several dates',
  'third-party-answered': 'Somebody else answered for an enhanced victim',
  'glass-broken': 'Somebody looks at a restricted case',
  'message-left': 'Somebody left a message',
  'not-confirmed-safe': 'Somebody was contacted on a case of high risk, and nobody had confirmed that it was safe',
};

/** Why a contact calls for attention, by the rung of its alert; undefined for a rung of a ladder. */
export const concernInWords = (rung: string): string | undefined =>
  (words as Readonly<Record<string, string | undefined>>)[rung];
