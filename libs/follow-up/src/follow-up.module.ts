import { Global, Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { FactStore, UnitOfWork } from '@kept-informed/event-store';
import { AcknowledgeAlertHandler } from './alert/alert.handlers.js';
import * as caseHandlers from './case/case.handlers.js';
import { References } from './case/case.queries.js';
import { RecordContactHandler } from './contact/contact.handlers.js';
import { domainOn, type FollowUpParts } from './domain.js';
import * as feedbackHandlers from './feedback/feedback.handlers.js';
import { FollowUpStreams } from './follow-up.streams.js';
import { Force } from './force.js';

/** The clock that the whole process goes by. */
export const CLOCK = Symbol('clock');

const handlers = [
  ...Object.values(caseHandlers),
  ...Object.values(feedbackHandlers),
  RecordContactHandler,
  AcknowledgeAlertHandler,
];

/** The domain with its store: commands go in by the command bus, facts and read tables come out. */
@Global()
@Module({})
export class FollowUpModule {
  static forRoot(parts: FollowUpParts): DynamicModule {
    const { work, store, force, clock } = domainOn(parts);
    const provided = [
      { provide: CLOCK, useValue: clock },
      { provide: UnitOfWork, useValue: work },
      { provide: FactStore, useValue: store },
      { provide: Force, useValue: force },
      { provide: References, useValue: new References(work) },
      { provide: FollowUpStreams, useValue: new FollowUpStreams(store, force.rulebook, clock) },
    ];
    return {
      module: FollowUpModule,
      imports: [CqrsModule],
      providers: [...provided, ...handlers],
      exports: [CqrsModule, ...provided.map(({ provide }) => provide)],
    };
  }
}
