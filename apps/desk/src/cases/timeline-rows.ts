import type { TimelineEntry } from '@kept-informed/case-work';
import type { PageLink } from '../frame/page-link.js';
import type { TimelineRow } from '../frame/timeline-row.js';
import { isSupervisor } from '../frame/viewers.js';

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

/** What went by a way that tells nothing by itself whether it arrived. */
const isSent = ({ words }: TimelineEntry): boolean => /\boutbound (letter|email|portal|sms) /i.test(words);

/** The forms about something recorded, by its type: what of it they are about, and what they are called. */
const formsOf: Readonly<Record<string, { readonly of: string; readonly forms: Readonly<Record<string, string>> }>> = {
  MilestoneReached: { of: 'milestoneId', forms: { 'milestone-void': 'It did not happen' } },
  FeedbackReceived: {
    of: 'feedbackId',
    forms: { 'reply-wanted': 'A reply is wanted after all', 'reply-not-wanted': 'No reply is wanted any more' },
  },
  ...Object.fromEntries(
    ['ContactMade', 'ContactAttempted'].map((type) => [
      type,
      { of: 'contactId', forms: { correction: 'Correct it or strike it out', move: 'It belongs to another case' } },
    ]),
  ),
  ...Object.fromEntries(
    ['ClockPaused', 'ClockResumed', 'ClockExtended', 'WaiverRuled', 'ExcusalRuled', 'VoidingRuled'].map((type) => [
      type,
      { of: 'rulingId', forms: { undoing: 'Take it back' } },
    ]),
  ),
};

/** What can be done about something recorded, below the address of its case. */
function mayDo(entry: TimelineEntry, at: string): PageLink[] {
  const { of, forms } = formsOf[entry.type] ?? { of: '', forms: {} };
  const more = {
    ...(of === 'contactId' && isSent(entry) && { receipt: 'What became of it' }),
    ...(entry.type === 'OptedOut' && isSupervisor() && { 'opt-out-void': 'It was never their wish' }),
  };
  const part = entry.ids[of === '' ? 'optOutId' : of];
  return Object.entries({ ...forms, ...more }).map(([form, text]) => ({ href: `${at}/${form}/${part}`, text }));
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
