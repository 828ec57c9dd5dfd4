import { Module, type DynamicModule } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { AccessModule, type EmbeddedProvider } from '@kept-informed/access';
import { UnitOfWork } from '@kept-informed/event-store';
import { FollowUpModule, type FollowUpParts } from '@kept-informed/follow-up';
import { People } from '@kept-informed/people';
import { AlertsController } from './alerts/alerts.controller.js';
import { CalendarModule } from './calendar/calendar.module.js';
import { CaseRecordingController } from './cases/case-recording.controller.js';
import { CasesController } from './cases/cases.controller.js';
import { Desk } from './cases/desk.js';
import { FeedbackController } from './cases/feedback.controller.js';
import { ParticipantsController } from './cases/participants.controller.js';
import { CommitmentsModule } from './commitments/commitments.module.js';
import { ComplianceModule } from './compliance/compliance.module.js';
import type { ApiConfiguration } from './configuration.js';
import { HealthController } from './health/health.controller.js';
import { MetricsController } from './health/metrics.controller.js';
import { Metrics, RequestTimer } from './health/metrics.js';
import { EtagInterceptor } from './http/etag.interceptor.js';
import { RecordingInterceptor } from './http/idempotency.js';
import { Reading } from './http/reading.js';
import { PoliciesModule } from './policies/policies.module.js';
import { DerivationModule } from './obligations/derivation.module.js';
import { MinPositionInterceptor } from './http/min-position.js';
import { ObligationsController } from './obligations/obligations.controller.js';

/** The REST API over the domain. Interceptors run from the first to the last: timed, recorded once, then versioned. */
@Module({})
export class ApiModule {
  static forRoot(parts: FollowUpParts, configuration: ApiConfiguration, embedded?: EmbeddedProvider): DynamicModule {
    const { issuer, audience, rolesClaim } = configuration;
    return {
      module: ApiModule,
      imports: [
        FollowUpModule.forRoot(parts),
        AccessModule.forRoot({ issuer, audience, rolesClaim, embedded }),
        CalendarModule,
        CommitmentsModule,
        ComplianceModule,
        DerivationModule,
        PoliciesModule,
      ],
      controllers: [
        CasesController,
        CaseRecordingController,
        ParticipantsController,
        FeedbackController,
        ObligationsController,
        AlertsController,
        HealthController,
        MetricsController,
      ],
      providers: [
        Desk,
        Reading,
        Metrics,
        { provide: People, useFactory: (work: UnitOfWork) => new People(work), inject: [UnitOfWork] },
        { provide: APP_INTERCEPTOR, useClass: RequestTimer },
        { provide: APP_INTERCEPTOR, useClass: MinPositionInterceptor },
        { provide: APP_INTERCEPTOR, useClass: RecordingInterceptor },
        { provide: APP_INTERCEPTOR, useClass: EtagInterceptor },
      ],
    };
  }
}
