import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { localDate, Clock } from '@kept-informed/calendar';
import { refuseAll } from '@kept-informed/decisions';
import { latestTerms } from '../commitment/terms.rules.js';
import { OwnForce } from './own-force.js';
import { TermsStreams } from './terms.streams.js';
import { Activations, type ActivationResult } from './activations.js';
import { contentFrom, differencesOf, problemsOf, warningsOf, type DraftWarning } from './holidays.rules.js';
import {
  ActivateCalendar,
  ActivatePolicy,
  DiscardCalendarDraft,
  DiscardPolicyDraft,
  DraftCalendar,
  DraftPolicy,
} from './policy.commands.js';
import { problemsOfPolicy, warningsOfPolicy } from './policy.rules.js';
import { discardDraft, draftVersion } from './versions.decide.js';

/** What a draft answers: what it is called, and what is odd about it. */
export interface DraftResult {
  readonly versionId: string;
  readonly version: number;
  readonly position: string;
  readonly warnings: readonly DraftWarning[];
}

export interface CalendarDraftResult extends DraftResult, ReturnType<typeof differencesOf> {}

@CommandHandler(DraftPolicy)
export class DraftPolicyHandler implements ICommandHandler<DraftPolicy, DraftResult> {
  constructor(
    private readonly streams: TermsStreams,
    private readonly force: OwnForce,
    private readonly clock: Clock,
  ) {}

  async execute({ content, asked }: DraftPolicy): Promise<DraftResult> {
    const { catalogue } = await this.force.heldRulebook();
    const editions = new Set(this.force.catalogue.flatMap((commitment) => commitment.editions));
    const problems = problemsOfPolicy(content, catalogue, editions);
    if (problems.length > 0) throw refuseAll('policy-invalid', problems, 'The policy cannot be as it is.');
    const now = this.clock.now();
    const drafted = await this.streams.change(
      'policy',
      (versions) => draftVersion('policy', versions, content, now),
      asked,
      now,
    );
    return draftedOf(drafted, warningsOfPolicy(content, catalogue));
  }
}

@CommandHandler(DraftCalendar)
export class DraftCalendarHandler implements ICommandHandler<DraftCalendar, CalendarDraftResult> {
  constructor(
    private readonly streams: TermsStreams,
    private readonly force: OwnForce,
    private readonly clock: Clock,
  ) {}

  async execute({ given, byHand, asked }: DraftCalendar): Promise<CalendarDraftResult> {
    const { calendar } = latestTerms(await this.force.heldRulebook());
    const now = this.clock.now();
    const today = localDate(now, this.force.zone);
    const problems = problemsOf(given, calendar, today);
    if (problems.length > 0) throw refuseAll('calendar-invalid', problems, 'The calendar cannot be as it is.');
    const content = contentFrom(given, calendar, today);
    const drafted = await this.streams.change(
      'calendar',
      (versions) => draftVersion('calendar', versions, content, now),
      asked,
      now,
    );
    const warnings = byHand ? warningsOf(content, calendar, today) : [];
    return { ...draftedOf(drafted, warnings), ...differencesOf(content, calendar) };
  }
}

type CaseHistoryEvent = Awaited<ReturnType<TermsStreams['change']>>;

function draftedOf({ version, position, facts }: CaseHistoryEvent, warnings: readonly DraftWarning[]): DraftResult {
  const { versionId } = facts[0]!.data as { versionId: string };
  return { versionId, version, position, warnings };
}

@CommandHandler(DiscardPolicyDraft)
export class DiscardPolicyDraftHandler implements ICommandHandler<DiscardPolicyDraft> {
  constructor(
    private readonly streams: TermsStreams,
    private readonly clock: Clock,
  ) {}

  execute({ versionId, asked }: DiscardPolicyDraft) {
    const now = this.clock.now();
    return this.streams.change('policy', (versions) => discardDraft('policy', versions, versionId, now), asked, now);
  }
}

@CommandHandler(DiscardCalendarDraft)
export class DiscardCalendarDraftHandler implements ICommandHandler<DiscardCalendarDraft> {
  constructor(
    private readonly streams: TermsStreams,
    private readonly clock: Clock,
  ) {}

  execute({ versionId, asked }: DiscardCalendarDraft) {
    const now = this.clock.now();
    return this.streams.change(
      'calendar',
      (versions) => discardDraft('calendar', versions, versionId, now),
      asked,
      now,
    );
  }
}

@CommandHandler(ActivatePolicy)
export class ActivatePolicyHandler implements ICommandHandler<ActivatePolicy, ActivationResult> {
  constructor(private readonly activations: Activations) {}

  execute({ asked, ...activating }: ActivatePolicy): Promise<ActivationResult> {
    return this.activations.activate('policy', activating, asked);
  }
}

@CommandHandler(ActivateCalendar)
export class ActivateCalendarHandler implements ICommandHandler<ActivateCalendar, ActivationResult> {
  constructor(private readonly activations: Activations) {}

  execute({ asked, ...activating }: ActivateCalendar): Promise<ActivationResult> {
    return this.activations.activate('calendar', activating, asked);
  }
}
