import { readBy, type FieldRule } from '@kept-informed/fields';
import { InvalidArgumentError, type Command } from 'commander';

/** Options that several commands take; each stands for a variable of the environment and goes before it. */
export interface SharedOptions {
  home?: string;
  clock?: string;
  speed?: string;
}

/** Adds the options that every command with a store takes. */
export function withShared(command: Command): Command {
  return command
    .option('--home <folder>', 'where the embedded database and keys live (KEPT_INFORMED_HOME)')
    .option('--clock <instant>', 'run on a shifted clock that shows this instant now; not in production')
    .option('--speed <number>', 'how many times faster than real time the shifted clock runs');
}

/** The environment with what was asked for on the command line. */
export function environment(
  { home, clock, speed }: SharedOptions,
  more: Record<string, string | undefined> = {},
): Record<string, string | undefined> {
  const since = clock === undefined ? undefined : String(Date.now());
  const asked = {
    KEPT_INFORMED_HOME: home,
    KEPT_INFORMED_CLOCK: clock,
    KEPT_INFORMED_CLOCK_SPEED: speed,
    KEPT_INFORMED_CLOCK_SINCE: since,
    ...more,
  };
  const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
  return { ...process.env, ...given };
}

/** Reads the value of an option by the rule that a request's field follows. */
export function optionBy<T>(rule: FieldRule): (text: string) => T {
  return (text) => {
    const value = readBy(rule, text, true);
    if (!rule.accepts(value)) throw new InvalidArgumentError(`Expected ${rule.expected}.`);
    return value as T;
  };
}
