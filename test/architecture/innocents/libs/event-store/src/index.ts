import type { Instant } from '@kept-informed/calendar';

export interface Fact {
  at: Instant;
}
export const statement = () => 'UPDATE';
