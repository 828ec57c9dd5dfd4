import { Global, Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { FactStore, UnitOfWork } from '@kept-informed/event-store';
import * as alertHandlers from './alert/alert.handlers.js';
import * as caseHandlers from './case/case.handlers.js';
import {
  References,
  domainOn,
  type FollowUpParts,
  FollowUpStreams,
  NextChecks,
  Previews,
} from '@kept-informed/follow-up';
import { CLOCK } from '@kept-informed/decisions';
import * as mergeHandlers from './case/merge.handlers.js';
import { RecordContactHandler } from './contact/contact.handlers.js';
import * as correctionHandlers from './contact/correction.handlers.js';
import * as feedbackHandlers from './feedback/feedback.handlers.js';
import {
  OwnForce,
  Activations,
  TermsStreams,
  ActivateCalendarHandler,
  ActivatePolicyHandler,
  DiscardCalendarDraftHandler,
  DiscardPolicyDraftHandler,
  DraftCalendarHandler,
  DraftPolicyHandler,
} from '@kept-informed/commitments';
import * as obligationHandlers from './ruling/ruling.handlers.js';
import * as optOutHandlers from './opt-out/opt-out.handlers.js';
import { RulingRecorder } from './ruling/ruling-recorder.js';

const handlers = [
  ...Object.values(caseHandlers),
  ...Object.values(feedbackHandlers),
  ...Object.values(alertHandlers),
  ActivateCalendarHandler,
  ActivatePolicyHandler,
  DiscardCalendarDraftHandler,
  DiscardPolicyDraftHandler,
  DraftCalendarHandler,
  DraftPolicyHandler,
  ...Object.values(mergeHandlers),
  ...Object.values(correctionHandlers),
  ...Object.values(obligationHandlers),
  ...Object.values(optOutHandlers),
  RecordContactHandler,
];

/** The domain with its store: commands go in by the command bus, facts and read tables come out. */
@Global()
@Module({})
export class FollowUpModule {
  static forRoot(parts: FollowUpParts): DynamicModule {
    const { work, store, terms, force, clock, streams, nextChecks } = domainOn(parts);
    const provided = [
      { provide: CLOCK, useValue: clock },
      { provide: UnitOfWork, useValue: work },
      { provide: FactStore, useValue: store },
      { provide: OwnForce, useValue: force },
      { provide: References, useValue: new References(work) },
      { provide: TermsStreams, useValue: terms },
      { provide: NextChecks, useValue: nextChecks },
      { provide: Activations, useValue: new Activations({ work, terms, force, openCases: nextChecks, clock }) },
      { provide: Previews, useValue: new Previews({ work, store, terms, force, clock }) },
      { provide: FollowUpStreams, useValue: streams },
      { provide: RulingRecorder, useValue: new RulingRecorder(streams) },
    ];
    return {
      module: FollowUpModule,
      imports: [CqrsModule],
      providers: [...provided, ...handlers],
      exports: [CqrsModule, ...provided.map(({ provide }) => provide)],
    };
  }
}
