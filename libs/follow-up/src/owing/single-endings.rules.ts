import { laterOf, type Instant } from '@kept-informed/calendar';

import { isStatutory, type Commitment } from '@kept-informed/commitments';
import type { Occurrence } from '../case/case.events.js';
import type { Closure } from '../case/case.state.js';
import { deathOf } from '../case/death.rules.js';
import type { OptOut } from '../opt-out/opt-out.events.js';
import type { Ruling } from '../ruling/ruling.state.js';
import type { ApplicableCommitment, Ending } from './applicable-commitment.rules.js';
import type { CaseHistory } from './case-history.state.js';
import { isLeftBehind, together } from './merged.rules.js';
import type { CaseReading } from './reading.rules.js';
import { isAbout } from './stops.rules.js';

type ReleaseRuling = Extract<Ruling, { readonly of: { readonly period: number } }>;

/** The rulings that release from one obligation, of a series from one period, earliest first. */
export function releasesOf(
  applicable: ApplicableCommitment,
  anchorId: string,
  period: number,
  { rulings }: CaseHistory,
): readonly ReleaseRuling[] {
  if (rulings.length === 0) return none;
  return rulings
    .filter(
      (ruling): ruling is ReleaseRuling => 'of' in ruling && 'period' in ruling.of && isAbout(ruling.of, applicable),
    )
    .filter(({ of }) => of.anchorId === anchorId && of.period === period)
    .sort((a, b) => (a.at < b.at ? -1 : 1));
}

const none: readonly never[] = [];

/** How a ruling ends it. */
export function endingBy({ kind, at, rulingId, version }: ReleaseRuling): Ending {
  const because = kind === 'voided' ? 'found-never-owed' : undefined;
  return { as: kind, at, by: rulingId, version, because, recordedLate: false, leavesMissed: kind === 'waived' };
}

/** That it was never owed, since its trigger was voided or a supervisor found so first. Stands whatever else became of it. */
export function neverOwed({ trigger }: ApplicableCommitment, releases: readonly ReleaseRuling[]): Ending | undefined {
  const { voided, id } = trigger;
  const found = releases.find(({ kind }) => kind === 'voided');
  if (voided && !(found && found.at < voided.at))
    return ending('voided', { at: voided.at, by: id, version: voided.version, because: 'trigger-voided' });
  return found && endingBy(found);
}

/**
 * Whether there is still a reason to owe something at the instant at which it would arise, to somebody who joined later or
 * by terms activated later: its trigger was not voided, its request not withdrawn, its case not merged or cancelled, and they live.
 */
export function isGrounded(
  applicable: ApplicableCommitment,
  arisenAt: Instant,
  { state, book }: Pick<CaseReading, 'state' | 'book'>,
): boolean {
  const { trigger } = applicable;
  const { type, at, voided } = trigger;
  const death = deathFor(applicable, { state, book });
  if (death && isLeftBehind(applicable, state)) return false;
  const gone = [voided, state.merged, death, ...withdrawals(applicable, state)];
  if (gone.some((one) => one !== undefined && one.at < arisenAt)) return false;
  const isGone = (closure: Closure) =>
    (closure.isTransfer || (closure.reason === 'cancelled' && at <= closure.at)) &&
    goesWithTheCase(type) &&
    closure.at < arisenAt &&
    (closure.reopened === undefined || arisenAt < closure.reopened.at);
  return !state.closures.some(isGone);
}

/** The opt-outs of a participant that cover a commitment (rules.md, What an opt-out covers). */
export function optOutsFrom(
  { participant, commitment, edition }: Pick<ApplicableCommitment, 'participant' | 'commitment' | 'edition'>,
  { optOuts }: CaseHistory,
): readonly OptOut[] {
  if (optOuts.length === 0) return none;
  return optOuts.filter(
    (optOut) => optOut.participantId === participant.participantId && covers(optOut, commitment, edition),
  );
}

/** Everything but what law makes owed because of one event: that must have been named. */
function covers({ scope, statutoryNamed }: OptOut, { id, recurs }: Commitment, edition: string): boolean {
  if (scope === id) return true;
  if (recurs !== 'no') return scope === 'all' || scope === 'periodic';
  return scope === 'all' && (statutoryNamed === true || !isStatutory(edition));
}

/**
 * What ends an obligation that arose at an instant and does not recur, unless it was met before or a wish not to be told
 * comes first; in no order.
 */
export function endingsOf(
  applicable: ApplicableCommitment,
  arisenAt: Instant,
  releases: readonly ReleaseRuling[],
  reading: CaseReading,
): Ending[] {
  const { state, now } = reading;
  return [
    ...releases.map(endingBy),
    ...withdrawals(applicable, state),
    ...cancellations(applicable, arisenAt, state),
    ...transfers(applicable, arisenAt, state),
    ...merging(arisenAt, state),
    ...dying(applicable, arisenAt, reading),
    ...dropped(applicable, now),
  ];
}

type EndingCause = Pick<Ending, 'at' | 'by' | 'version' | 'because'>;

function ending(as: Ending['as'], told: EndingCause, leavesMissed = false): Ending {
  return { as, ...told, recordedLate: false, leavesMissed };
}

/** A withdrawn request voids what it asked for (words.md, Statuses). */
function withdrawals({ trigger }: ApplicableCommitment, { feedback }: CaseHistory): Ending[] {
  if (trigger.type !== 'reply-requested') return [];
  return [...feedback.values()].flatMap(({ feedbackId, requests }) =>
    requests.flatMap(({ requestId, withdrawn }) =>
      requestId === trigger.id && withdrawn
        ? [ending('voided', { ...withdrawn, by: feedbackId, because: 'request-withdrawn' }, true)]
        : [],
    ),
  );
}

/** A case closed as cancelled never was one; what somebody asked for or the closure itself makes owed stays. */
function cancellations({ trigger }: ApplicableCommitment, arisenAt: Instant, { closures }: CaseHistory): Ending[] {
  if (!goesWithTheCase(trigger.type)) return [];
  return closures
    .filter(({ reason, at }) => reason === 'cancelled' && at >= arisenAt)
    .map(({ at, closureId, version }) =>
      ending('voided', { at, by: closureId, version, because: 'case-cancelled' }, true),
    );
}

/** What is open when another force has accepted the case is that force's from then on; what was missed stays. */
function transfers({ trigger }: ApplicableCommitment, arisenAt: Instant, { closures }: CaseHistory): Ending[] {
  return closures
    .filter(({ isTransfer, at, closureId }) => isTransfer && at >= arisenAt && closureId !== trigger.id)
    .map(({ at, closureId, version }) =>
      ending('superseded', { at, by: closureId, version, because: 'transferred' }, true),
    );
}

const staying: ReadonlySet<string> = new Set([
  'case-closed',
  'feedback-received',
  'dissatisfaction-expressed',
  'reply-requested',
  'letter-received',
  'message-received',
  'email-received',
]);

/** Whether what a trigger makes owed ends with a case that is cancelled. */
export const goesWithTheCase = (trigger: string): boolean => !staying.has(trigger);

/** What was owed on a merged case is owed on the other one. */
function merging(arisenAt: Instant, { merged }: CaseHistory): Ending[] {
  return merged && merged.at >= arisenAt
    ? [ending('superseded', { at: merged.at, version: merged.version, by: merged.into, because: 'case-merged' })]
    : [];
}

/** What is open when somebody dies is owed to nobody; what was missed stays. */
function dying(applicable: ApplicableCommitment, arisenAt: Instant, reading: CaseReading): Ending[] {
  const death = deathFor(applicable, reading);
  if (!death || death.at < arisenAt) return [];
  const { participantId: by } = applicable.participant;
  return [ending('superseded', { ...death, by, because: 'participant-died' }, true)];
}

/** Since when nothing is owed to somebody because they died: what another case knew of that changes nothing before the merger. */
export function deathFor(
  { participant, trigger }: Pick<ApplicableCommitment, 'participant' | 'trigger'>,
  { state, book }: Pick<CaseReading, 'state' | 'book'>,
): Occurrence | undefined {
  const death = deathOf(participant, book);
  return death && { ...death, at: laterOf(death.at, together(death.version, trigger, state) ?? death.at) };
}

function dropped({ adoptionPeriods }: ApplicableCommitment, now: Instant): Ending[] {
  const { to, endedBy } = adoptionPeriods[0]!;
  return endedBy && to <= now
    ? [ending('superseded', { at: to, by: endedBy.id, because: 'no-longer-adopted' }, true)]
    : [];
}
