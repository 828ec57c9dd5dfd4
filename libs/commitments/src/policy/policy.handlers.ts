import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, localDate } from '@kept-informed/calendar';
import { refuseAll } from '@kept-informed/decisions';
import { latestTerms } from '../commitment/terms.rules.js';
import { Activations } from './activations.js';
import { contentFrom, differencesOf, problemsOf, warningsOf } from './holidays.rules.js';
import { OwnForce } from './own-force.js';
import {
  ActivateDraft,
  DiscardDraft,
  DraftCalendar,
  DraftPolicy,
  type CalendarDraftResult,
  type DraftResult,
  type TermsResult,
} from './policy.commands.js';
import { problemsOfPolicy, warningsOfPolicy } from './policy.rules.js';
import { TermsStreams } from './terms.streams.js';
import { discardDraft, draftVersion } from './versions.decide.js';

@CommandHandler(DraftPolicy)
class DraftPolicyHandler implements ICommandHandler<DraftPolicy> {
  constructor(
    private readonly streams: TermsStreams,
    private readonly force: OwnForce,
    private readonly clock: Clock,
  ) {}

  async execute({ content, requester }: DraftPolicy): Promise<DraftResult> {
    const { catalogue } = await this.force.heldRulebook();
    const editions = new Set(this.force.catalogue.flatMap((commitment) => commitment.editions));
    const problems = problemsOfPolicy(content, catalogue, editions);
    if (problems.length > 0) throw refuseAll('policy-invalid', problems, 'The policy cannot be as it is.');
    const now = this.clock.now();
    const drafted = await this.streams.change(
      'policy',
      (versions) => draftVersion('policy', versions, { content, asker: requester }, now),
      requester,
      now,
    );
    return { ...draftOf(drafted), warnings: warningsOfPolicy(content, catalogue) };
  }
}

@CommandHandler(DraftCalendar)
class DraftCalendarHandler implements ICommandHandler<DraftCalendar> {
  constructor(
    private readonly streams: TermsStreams,
    private readonly force: OwnForce,
    private readonly clock: Clock,
  ) {}

  async execute({ calendar: { given, byHand }, requester }: DraftCalendar): Promise<CalendarDraftResult> {
    const { calendar } = latestTerms(await this.force.heldRulebook());
    const now = this.clock.now();
    const today = localDate(now, this.force.zone);
    const problems = problemsOf(given, calendar, today);
    if (problems.length > 0) throw refuseAll('calendar-invalid', problems, 'The calendar cannot be as it is.');
    const content = contentFrom(given, calendar, today);
    const drafted = await this.streams.change(
      'calendar',
      (versions) => draftVersion('calendar', versions, { content, asker: requester }, now),
      requester,
      now,
    );
    const warnings = byHand ? warningsOf(content, calendar, today) : [];
    return { ...draftOf(drafted), warnings, ...differencesOf(content, calendar) };
  }
}

function draftOf({ version, position, facts }: Awaited<ReturnType<TermsStreams['change']>>) {
  const { versionId } = facts[0]!.data as { versionId: string };
  return { versionId, version, position };
}

@CommandHandler(DiscardDraft)
class DiscardDraftHandler implements ICommandHandler<DiscardDraft> {
  constructor(
    private readonly streams: TermsStreams,
    private readonly clock: Clock,
  ) {}

  async execute({ kind, versionId, requester }: DiscardDraft): Promise<TermsResult> {
    const now = this.clock.now();
    const { version, position } = await this.streams.change(
      kind,
      (versions) => discardDraft(kind, versions, versionId, now),
      requester,
      now,
    );
    return { version, position };
  }
}

@CommandHandler(ActivateDraft)
class ActivateDraftHandler implements ICommandHandler<ActivateDraft> {
  constructor(private readonly activations: Activations) {}

  execute({ kind, activation, requester }: ActivateDraft) {
    return this.activations.activate(kind, activation, requester);
  }
}

export const policyHandlers = [DraftPolicyHandler, DraftCalendarHandler, DiscardDraftHandler, ActivateDraftHandler];
