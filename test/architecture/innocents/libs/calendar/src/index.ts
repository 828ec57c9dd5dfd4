import { Temporal } from 'temporal-polyfill';

export type Instant = string;
export const today = (): string => Temporal.PlainDate.from('2026-11-28').toString();
