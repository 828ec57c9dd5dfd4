import type { TimelineEntry } from '@kept-informed/case-work';
import type { PageLink } from '../frame/page-link.js';
import type { TimelineRow } from '../frame/timeline-row.js';

/** What the product told its own staff: not what happened to anybody. */
const alertTypes: ReadonlySet<string> = new Set([
  'AlertRaised',
  'AlertSnoozed',
  'AlertAwoke',
  'AlertHandedOver',
  'AlertUndeliverable',
  'AlertAcknowledged',
  'AlertCleared',
  'AlertWithdrawn',
  'RungsSkipped',
]);

const anHour = 3_600_000;

/** What can be done about something recorded, below the address of its case. */
function mayDo({ type, ids }: TimelineEntry, at: string): PageLink[] {
  if (type === 'ContactMade' || type === 'ContactAttempted')
    return [{ href: `${at}/correction/${ids['contactId']}`, text: 'Correct it or strike it out' }];
  if (type !== 'FeedbackReceived') return [];
  return [
    { href: `${at}/reply-wanted/${ids['feedbackId']}`, text: 'A reply is wanted after all' },
    { href: `${at}/reply-not-wanted/${ids['feedbackId']}`, text: 'No reply is wanted any more' },
  ];
}

/** Facts as a timeline shows them, the latest first; what followed from one by itself, and from that, is told with it. */
export function timelineRows(
  items: readonly TimelineEntry[],
  caseId: string,
  inWords: (entry: TimelineEntry) => string,
): TimelineRow[] {
  const causes = new Map(items.map(({ version, causedBy }) => [version, causedBy]));
  const rootOf = (version: number): number => {
    const cause = causes.get(version);
    return cause !== undefined && causes.has(cause) ? rootOf(cause) : version;
  };
  return items
    .filter(({ version }) => rootOf(version) === version)
    .map((item) => ({
      version: item.version,
      words: inWords(item),
      at: item.occurredAt,
      recordedAt: item.recordedAt,
      isLate: Date.parse(item.recordedAt) - Date.parse(item.occurredAt) > anHour,
      isAlert: alertTypes.has(item.type),
      by: item.recordedBy,
      texts: [item.note, item.reason, item.lateReason].filter((text) => text !== undefined),
      followed: items
        .filter(({ version }) => version !== item.version && rootOf(version) === item.version)
        .map(inWords),
      mayDo: mayDo(item, `/cases/${caseId}/record`),
    }))
    .toReversed();
}
