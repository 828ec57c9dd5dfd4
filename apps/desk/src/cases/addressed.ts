import { rules } from '@kept-informed/fields';
import { NoSuchPage } from '../frame/page-trouble.js';

/** What an address says, where that is an id. */
export const idIn = (value: unknown): string | undefined => (rules.id.accepts(value) ? (value as string) : undefined);

/** Under what is no id nothing is to be found. */
export function idOf(value: string): string {
  if (rules.id.accepts(value)) return value;
  throw new NoSuchPage();
}
