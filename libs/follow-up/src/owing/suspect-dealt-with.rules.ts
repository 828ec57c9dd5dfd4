import { laterOf, never } from '@kept-informed/calendar';
import type { Milestone } from '../case/case.state.js';
import { inTime } from '../case/occurrence.rules.js';
import type { ApplicableCommitment } from './applicable-commitment.rules.js';
import type { CaseHistory } from './case-history.state.js';
import type { Interruption } from './interruption.rules.js';
import { metAt } from './merged.rules.js';

/** After these a suspect has been dealt with (rules.md, Dealt with); true: until they are released without charge. */
const dealtWith: ReadonlyMap<string, boolean> = new Map([
  ['suspect-arrested', true],
  ['charge-decided', true],
  ['suspect-summonsed', false],
  ['disposal-given', false],
]);

/**
 * While a suspect has been dealt with, each suspect apart: the release of one does not undo the arrest of another, and
 * none undoes a disposal or a report for summons (rules.md, Dealt with). Only what concerns the participant counts.
 */
export function dealtWithInterruptions(
  { participant: { participantId }, trigger }: Pick<ApplicableCommitment, 'participant' | 'trigger'>,
  state: CaseHistory,
): Interruption[] {
  const { milestones } = state;
  const happened = milestones.filter(
    ({ voided, participantIds }) => !voided && (!participantIds || participantIds.includes(participantId)),
  );
  const known = (one: Milestone) => laterOf(one.at, metAt(one.version, trigger, state) ?? one.at);
  // What a merger brought changes nothing before it: a release of the case's own had resumed the series by then.
  const releases = happened
    .filter(({ type }) => type === 'suspect-released')
    .sort((a, b) => inTime({ ...a, at: known(a) }, { ...b, at: known(b) }));
  return happened
    .filter(({ type }) => dealtWith.has(type))
    .map((begun) => {
      const { milestoneId, type, suspect, at, version } = begun;
      const release = dealtWith.get(type)
        ? releases.find((later) => inTime(begun, later) < 0 && isOf(suspect, later))
        : undefined;
      const ended = { by: milestoneId, version, as: 'superseded' as const };
      return {
        from: at,
        to: release ? known(release) : never,
        ended,
        resumedBy: release?.milestoneId ?? milestoneId,
        staysOwed: false,
      };
    });
}

/** A release that names no suspect is of all of them, and one that names a suspect also of those not named. */
const isOf = (suspect: string | undefined, release: Milestone): boolean =>
  suspect === undefined || release.suspect === undefined || release.suspect === suspect;
