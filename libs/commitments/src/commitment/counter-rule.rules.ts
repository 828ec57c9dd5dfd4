/** What may be said at the counter to whoever proved who they are (rules.md, At the counter). */
export const sayables = ['dealt-with', 'team', 'presence', 'last-update', 'next-due', 'leave-a-message'] as const;
export type Sayable = (typeof sayables)[number];

/** What a force lets its counter say, and why. */
export interface CounterRule {
  readonly maySay: readonly Sayable[];
  /** In words, for whoever asks why something may not be said. */
  readonly because: string;
}

export const defaultCounterRule: CounterRule = {
  maySay: sayables,
  because: 'What a victim may always be told: how far it is, who has it, and when they will hear.',
};
