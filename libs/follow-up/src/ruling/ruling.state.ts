import type { Instant } from '@kept-informed/calendar';
import type { RulingSubject, PeriodRulingSubject, ReleaseKind, RulingEvent } from './ruling.events.js';

/** Something that a person decided about a clock or a duty, unless it was undone since. */
export type Ruling = { readonly rulingId: string; readonly at: Instant; readonly version: number } & (
  | { readonly kind: 'pause'; readonly of: RulingSubject; readonly reason: string }
  | { readonly kind: 'resumption'; readonly pauseId: string }
  | { readonly kind: 'extension'; readonly of: RulingSubject; readonly by: string }
  | { readonly kind: ReleaseKind; readonly of: PeriodRulingSubject }
);

/** The rulings with one more fact; changes the given list. */
export function evolveRulings(rulings: Ruling[], { type, data, occurred, version }: RulingEvent): void {
  const told = { rulingId: data.rulingId, at: occurred, version };
  switch (type) {
    case 'ClockPaused':
      rulings.push({ ...told, kind: 'pause', of: data, reason: data.reason });
      break;
    case 'ClockResumed':
      rulings.push({ ...told, kind: 'resumption', pauseId: data.pauseId });
      break;
    case 'ClockExtended':
      rulings.push({ ...told, kind: 'extension', of: data, by: data.by });
      break;
    case 'WaiverRuled':
      rulings.push({ ...told, kind: 'waived', of: data });
      break;
    case 'ExcusalRuled':
      rulings.push({ ...told, kind: 'excused', of: data });
      break;
    case 'VoidingRuled':
      rulings.push({ ...told, kind: 'voided', of: data });
      break;
    case 'RulingUndone':
      rulings.splice(
        rulings.findIndex(({ rulingId }) => rulingId === data.rulingId),
        1,
      );
      break;
  }
}
