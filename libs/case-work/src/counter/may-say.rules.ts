import { dateInWords, dayInWords, timeInWords, type Instant, type LocalDate, type Zone } from '@kept-informed/calendar';
import type { CounterRule, Sayable } from '@kept-informed/commitments';
import type { Presence } from '@kept-informed/directory';

/** By what somebody proves who they are; never what they answered. */
export const identityChecks = ['born-on', 'address', 'reference', 'document'] as const;
export type IdentityCheck = (typeof identityChecks)[number];

/** By so many different things somebody has proved who they are. */
const checksNeeded = 2;

export const isVerified = (checked: readonly IdentityCheck[]): boolean => new Set(checked).size >= checksNeeded;

/** What is known of a case, as far as the counter could say any of it to one of its participants. */
export interface CounterScene {
  /** Nobody else may hear for them: they died, or their authority to receive has ended. */
  readonly isTheirs: boolean;
  readonly status: 'open' | 'closed' | 'merged';
  /** Everything that a closure makes owed to them is done: they know that it is closed. */
  readonly closureTold: boolean;
  readonly team: string | null;
  /** When whoever has it can be found; null: nobody has it, or it is not known. */
  readonly presence: Presence | null;
  readonly openedAt: Instant;
  readonly lastToldAt: Instant | null;
  /** When they hear next, by a date that they were told or an agreed or published period: never by what has happened. */
  readonly nextOn: LocalDate | null;
  readonly today: LocalDate;
  readonly zone: Zone;
}

/** Something that may be said, to be read out. */
export interface MaySay {
  readonly what: Sayable | 'cannot-confirm';
  readonly sentence: string;
}

export const neverSaid = ['suspects', 'other-people', 'addresses', 'not-told-yet'] as const;
export const sayingRules = ['identity', 'authority', 'always', 'force', 'not-told-yet'] as const;

/** Something that may not be said, and by which rule: that they must prove who they are, what holds always, or what the force chose. */
export interface MayNotSay {
  readonly what: (typeof neverSaid)[number] | Sayable | 'anything';
  readonly rule: (typeof sayingRules)[number];
  readonly because: string;
}

export interface Sayings {
  readonly maySay: readonly MaySay[];
  readonly mayNotSay: readonly MayNotSay[];
}

/**
 * What may be said at the counter (rules.md, At the counter). To whom has not proved who they are nothing is confirmed. A
 * due date that something which happened has made is not said: it would tell that it happened.
 */
export function sayings(scene: CounterScene, rule: CounterRule, checked: readonly IdentityCheck[]): Sayings {
  if (!isVerified(checked)) return nothing('identity', 'They did not prove who they are, by two things.');
  if (!scene.isTheirs) return nothing('authority', 'It is not known that they may hear this now.');
  const said = sentences(scene);
  const chosen = new Set<string>(rule.maySay);
  return {
    maySay: said.flatMap(({ what, sentence }) => (sentence !== null && chosen.has(what) ? [{ what, sentence }] : [])),
    mayNotSay: [
      ...said.flatMap(({ what, sentence }): MayNotSay[] => {
        if (!chosen.has(what)) return [{ what, rule: 'force', because: rule.because }];
        return sentence === null && what === 'dealt-with' ? [notTold] : [];
      }),
      ...always,
    ],
  };
}

const takeMessage = 'I can take a message.';

const nothing = (rule: MayNotSay['rule'], because: string): Sayings => ({
  maySay: [{ what: 'cannot-confirm', sentence: `I cannot confirm whether we hold anything about you. ${takeMessage}` }],
  mayNotSay: [{ what: 'anything', rule, because }],
});

const notTold: MayNotSay = {
  what: 'dealt-with',
  rule: 'not-told-yet',
  because: 'How it stands has not been officially told to them yet: whoever has the case tells them.',
};

const always: readonly MayNotSay[] = [
  { what: 'suspects', rule: 'always', because: 'Anything about a suspect is told by whoever has the case.' },
  { what: 'other-people', rule: 'always', because: 'Who else takes part is nobody else’s to know.' },
  {
    what: 'addresses',
    rule: 'always',
    because: 'An address or number, theirs too, could be heard by the wrong person.',
  },
  {
    what: 'not-told-yet',
    rule: 'always',
    because: 'Whatever has not been officially told yet is not told at the counter.',
  },
];

/** Everything that could be said; null: it is not there to be said, or not yet. */
function sentences(scene: CounterScene): readonly { readonly what: Sayable; readonly sentence: string | null }[] {
  const { status, closureTold, team, lastToldAt, openedAt, zone } = scene;
  const closed = closureTold ? 'Your case is closed, as you were told.' : null;
  return [
    { what: 'dealt-with', sentence: status === 'closed' ? closed : 'Your case is being dealt with.' },
    { what: 'team', sentence: team && `It is with the ${team}.` },
    { what: 'presence', sentence: presenceInWords(scene) },
    {
      what: 'last-update',
      sentence: lastToldAt
        ? `You were last told about it on ${dateInWords(lastToldAt, zone)}.`
        : `It was opened on ${dateInWords(openedAt, zone)}, and nobody has told you about it since.`,
    },
    { what: 'next-due', sentence: nextInWords(scene) },
    {
      what: 'leave-a-message',
      sentence: 'You can leave a message for whoever has your case, and say by when you want a call.',
    },
  ];
}

function presenceInWords({ presence, zone }: CounterScene): string | null {
  if (presence === null) return null;
  if ('backOn' in presence) return `Whoever has your case is away, and back on ${dayInWords(presence.backOn)}.`;
  const { from, to } = presence.onDuty;
  return `Whoever has your case is on duty today, from ${timeInWords(from, zone)} to ${timeInWords(to, zone)}.`;
}

function nextInWords({ nextOn, today }: CounterScene): string | null {
  if (nextOn === null) return null;
  if (nextOn >= today) return `You will hear from us by ${dayInWords(nextOn)}.`;
  return `You should have heard from us by ${dayInWords(nextOn)}. I am sorry that you have not; ${takeMessage}`;
}
