import { randomUUID } from 'node:crypto';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { OwnForce, type Rulebook } from '@kept-informed/commitments';
import { below, refuse } from '@kept-informed/decisions';
import {
  contactSceneOf,
  FollowUpStreams,
  type CaseChange,
  notDischarged,
  openObligations,
  recordContact,
  type ThingTold,
} from '@kept-informed/follow-up';
import { obligationIds } from '../handling/results.js';
import { RecordContact, type ContactConcern, type ContactResult, type ContactsResult } from './contact.commands.js';

@CommandHandler(RecordContact)
export class RecordContactHandler implements ICommandHandler<RecordContact> {
  constructor(
    private readonly streams: FollowUpStreams,
    private readonly force: OwnForce,
  ) {}

  /** One contact may be about several cases: it is recorded on each, or on none. */
  async execute(command: RecordContact): Promise<ContactsResult> {
    const { requester } = command;
    const parts = partsOf(command, this.force.directory.current.bodiesOf(requester.by));
    const decide = ({ details, part }: Part, state: CaseChange['state'], now: string, book: Rulebook) =>
      below(part, () => recordContact(contactSceneOf(state.case!, book, now), details, now));
    const [only] = parts as [Part];
    const changed =
      parts.length === 1
        ? [await this.streams.change(only.caseId, (state, now, book) => decide(only, state, now, book), requester)]
        : await this.streams.changeTogether(
            parts.map(({ caseId, part }) => ({ caseId, field: part && `${part}/caseId` })),
            (cases, now, book) => cases.map(({ state }, index) => decide(parts[index]!, state, now, book)),
            requester,
          );
    const [first, ...alsoOn] = changed.map((one, index) => resultOf(parts[index]!, one)) as [ContactResult];
    const { state } = changed[0]!;
    const stillOpen = openObligations(state, command.request.participantIds, state.recordedAt!);
    return { ...first, stillOpen, alsoOn };
  }
}

/** A contact on one case. `part`: where in the request it is told of; none: the request is about it. */
interface Part {
  readonly caseId: string;
  readonly part: string;
  readonly details: Parameters<typeof recordContact>[1];
}

/** `actsFor`: the bodies that the team of whoever records it acts for, unless it says on whose behalf it was. */
function partsOf({ caseId, request }: RecordContact, actsFor: Part['details']['actsFor'] = []): Part[] {
  const { alsoOn, tells = [], by: toldBy, ...more } = request;
  const rest = { ...more, ...(toldBy ? { toldBy } : actsFor.length > 0 && { actsFor }) };
  const first = { caseId, part: '', details: { ...rest, tells, contactId: randomUUID() } };
  const others = alsoOn.map((other, index) => {
    const { participantIds, wentBy } = other;
    const own = { participantIds, wentBy, tells: other.tells ?? namesIn(tells), replyTo: undefined };
    return {
      caseId: other.caseId,
      part: `/alsoOn/${index}`,
      details: { ...rest, ...own, contactId: randomUUID() },
    };
  });
  const seen = new Set([caseId]);
  for (const { caseId: other, part } of others) {
    if (seen.has(other)) throw refuse('same-case', `${part}/caseId`, 'The contact is recorded on this case already.');
    seen.add(other);
  }
  return [first, ...others];
}

/** A milestone that was named is of the one case. */
const namesIn = (tells: readonly ThingTold[]): string[] => tells.filter((told) => typeof told === 'string');

function resultOf({ caseId, details: { contactId } }: Part, changed: CaseChange): ContactResult {
  const { state, read, facts, version, position } = changed;
  const reached = facts[0]!.type === 'ContactMade';
  const discharged = obligationIds(facts, 'ObligationMet');
  const left = notDischarged(read!, state.obligations, contactId);
  return {
    caseId,
    contactId,
    reached,
    discharged,
    notDischarged: left,
    concerns: concernsIn(facts),
    version,
    position,
  };
}

/** What a contact raises that is for somebody's attention, whatever is owed. */
function concernsIn(facts: CaseChange['facts']): ContactConcern[] {
  return facts
    .filter(({ type }) => type === 'ConcernRaised')
    .map(({ data }) => data as { readonly rung: string; readonly alertId: string })
    .map(({ rung, alertId }) => ({ concern: rung, alertId }));
}
