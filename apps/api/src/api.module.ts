import { Module, type DynamicModule, type FactoryProvider } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { AccessModule, type EmbeddedProvider } from '@kept-informed/access';
import { Clock } from '@kept-informed/calendar';
import { Endpoints, allowedNetworks } from '@kept-informed/delivery';

import { UnitOfWork } from '@kept-informed/event-store';
import type { FollowUpParts } from '@kept-informed/follow-up';
import { ErasuresOutside, keeperOf } from '@kept-informed/people';
import { secretSeal } from '@kept-informed/runtime';
import { CaseWorkModule } from '@kept-informed/case-work';
import { AlertsModule } from './alerts/alerts.module.js';
import { AuditController } from './audit/audit.controller.js';
import { CalendarModule } from './calendar/calendar.module.js';
import { CaseRecordingController } from './cases/case-recording.controller.js';
import { CaseOwnersController } from './cases/case-owners.controller.js';
import { CasesController } from './cases/cases.controller.js';
import { CounterController } from './cases/counter.controller.js';
import { CorrectionsController } from './cases/corrections.controller.js';
import { FeedbackController } from './cases/feedback.controller.js';
import { MergersController } from './cases/mergers.controller.js';
import { RestrictionsController } from './cases/restrictions.controller.js';
import { SafetyController } from './cases/safety.controller.js';
import { PuttingRightController } from './cases/putting-right.controller.js';
import { OptOutsController } from './cases/opt-outs.controller.js';
import { ParticipantsController, RoutesController } from './cases/participants.controller.js';
import { CommitmentsModule } from './commitments/commitments.module.js';
import { ComplianceModule } from './compliance/compliance.module.js';
import { PromisesController } from './compliance/promises.controller.js';
import type { ApiConfiguration } from './configuration.js';
import { DeliveriesController } from './deliveries/deliveries.controller.js';
import { DirectoryController } from './directory/directory.controller.js';
import { DisputesController } from './disputes/disputes.controller.js';
import { DutyModule } from './duty/duty.module.js';
import { ErasuresController } from './erasures/erasures.controller.js';
import { SubjectAccessController } from './erasures/subject-access.controller.js';
import { LegalHoldsController } from './erasures/legal-holds.controller.js';
import { importing } from './imports/importing.js';
import { ImportsController } from './imports/imports.controller.js';
import { HealthController } from './health/health.controller.js';
import { MetricsController } from './health/metrics.controller.js';
import { Metrics } from './health/metrics.js';
import { CLOCK_SPEED, SweepWatch } from './health/sweep-watch.js';
import { TablesReader } from './health/tables.reader.js';
import { AdministrationInterceptor } from './http/administration.interceptor.js';
import { KnownNames } from './http/known-names.js';
import { RequestInterceptor } from './http/request.interceptor.js';

import { LooksController } from './looks/looks.controller.js';
import { UnusualLooks } from './looks/unusual-looks.js';
import { PersonsController } from './persons/persons.controller.js';
import { RetentionController } from './retention/retention.controller.js';
import { SearchController } from './search/search.controller.js';
import { PoliciesModule } from './policies/policies.module.js';
import { DerivationModule } from './obligations/derivation.module.js';
import { ObligationsController } from './obligations/obligations.controller.js';
import { AlertFeed } from './stream/alert-feed.js';
import { AlertStreamController } from './stream/alert-stream.controller.js';
import { Seats } from './stream/seats.js';
import { DipSamplesController } from './dip-samples/dip-samples.controller.js';
import { WhatIfController } from './what-if/what-if.controller.js';
import { WebhooksController } from './webhooks/webhooks.controller.js';
import { PublicationsController } from './publications/publications.controller.js';
import { ProofController } from './proof/proof.controller.js';
import { RulingsController } from './obligations/rulings.controller.js';

/** The REST API over the domain. */
@Module({})
export class ApiModule {
  static forRoot(parts: FollowUpParts, configuration: ApiConfiguration, embedded?: EmbeddedProvider): DynamicModule {
    const { issuer, audience, rolesClaim, staffClaim, listOfErasures } = configuration;
    const outside = listOfErasures === undefined ? undefined : new ErasuresOutside(listOfErasures);
    return {
      module: ApiModule,
      imports: [
        CaseWorkModule.forRoot(parts, keeperOf(configuration), outside),
        AccessModule.forRoot({ issuer, audience, rolesClaim, staffClaim, embedded }),
        CalendarModule,
        CommitmentsModule,
        ComplianceModule,
        DerivationModule,
        DutyModule,
        PoliciesModule,
        AlertsModule,
      ],
      controllers: [
        CasesController,
        CaseOwnersController,
        CaseRecordingController,
        CorrectionsController,
        CounterController,
        MergersController,
        ParticipantsController,
        RoutesController,
        OptOutsController,
        PuttingRightController,
        RestrictionsController,
        SafetyController,
        FeedbackController,
        ObligationsController,
        RulingsController,
        DisputesController,
        PromisesController,
        AlertStreamController,
        DirectoryController,
        WebhooksController,
        DeliveriesController,
        AuditController,
        LooksController,
        ProofController,
        PublicationsController,
        WhatIfController,
        DipSamplesController,
        ImportsController,
        SearchController,
        ErasuresController,
        LegalHoldsController,
        RetentionController,
        PersonsController,
        SubjectAccessController,
        HealthController,
        MetricsController,
      ],
      providers: [
        AlertFeed,
        { provide: Seats, useValue: new Seats(configuration.streamsPerSubject) },
        Metrics,
        SweepWatch,
        TablesReader,
        UnusualLooks,
        KnownNames,
        { provide: CLOCK_SPEED, useValue: configuration.clockSpeed },
        endpointsBy(configuration),
        ...importing(configuration),
        { provide: APP_INTERCEPTOR, useClass: RequestInterceptor },
        // Within the other: what it keeps is part of the request's transaction.
        { provide: APP_INTERCEPTOR, useClass: AdministrationInterceptor },
      ],
    };
  }
}

/** Plain HTTP, and private networks, are for trials; a force's own networks are named in the configuration. */
function endpointsBy(configuration: ApiConfiguration): FactoryProvider {
  const seal = secretSeal(configuration.secretKeys());
  const rules = { networks: allowedNetworks(configuration), plainHttp: !configuration.production };
  return {
    provide: Endpoints,
    useFactory: (work: UnitOfWork, clock: Clock) => new Endpoints(work, clock, rules, seal),
    inject: [UnitOfWork, Clock],
  };
}
