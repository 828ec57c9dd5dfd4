import { added, type RowChange } from '@kept-informed/event-store';
import { caseIdOf } from './case.stream.js';
import type { UnsafeRouteAllowed } from './safety.events.js';

/** Who may use a route that is marked unsafe, and until when. */
export const routeAllowances = {
  name: 'route_allowances',
  key: ['allowance_id'],
  columns: ['allowance_id', 'case_id', 'participant_id', 'route_id', 'allowed_by', 'allowed_at', 'until', 'note_id'],
} as const;

export function unsafeRouteAllowed({ stream, data, occurred, by }: UnsafeRouteAllowed): RowChange[] {
  return [
    added(routeAllowances, {
      allowance_id: data.allowanceId,
      case_id: caseIdOf(stream),
      participant_id: data.participantId,
      route_id: data.routeId,
      allowed_by: by,
      allowed_at: occurred,
      until: data.until,
      note_id: data.noteId ?? null,
    }),
  ];
}
