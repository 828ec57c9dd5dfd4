import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR, DiscoveryModule } from '@nestjs/core';
import { CaseWorkModule } from '@kept-informed/case-work';
import type { FollowUpParts } from '@kept-informed/follow-up';
import type { ErasuresOutside, KeyKeeper } from '@kept-informed/people';
import { AlertsSeenTo } from './board/alerts-seen-to.js';
import { BoardActs } from './board/board-acts.js';
import { BoardController } from './board/board.controller.js';
import { BoardReader } from './board/board.reader.js';
import { CaseFormsController } from './case-forms/case-forms.controller.js';
import { CaseFormList } from './case-forms/case-form-list.js';
import { CorrectingForms } from './case-forms/correcting-forms.js';
import { RulingForms } from './case-forms/ruling-forms.js';
import { SupervisorForms } from './case-forms/supervisor-forms.js';
import { PlainForms } from './frame/plain-forms.js';
import { ErasurePagesController } from './keeping/erasures.controller.js';
import { ErasuresReader } from './keeping/erasures.reader.js';
import { HoldPagesController } from './keeping/holds.controller.js';
import { KeepingController } from './keeping/keeping.controller.js';
import { KeptOfThemReader } from './keeping/kept-of-them.reader.js';
import { KeptPeople } from './keeping/kept-people.reader.js';
import { KeptPagesController } from './keeping/kept.controller.js';
import { PersonReader } from './persons/person.reader.js';
import { PersonPagesController } from './persons/person-pages.controller.js';
import { RestrictedController } from './restricted/restricted.controller.js';
import { RestrictedReader } from './restricted/restricted.reader.js';
import { BreakGlassController } from './restricted/break-glass.controller.js';
import { RecordingForms } from './case-forms/recording-forms.js';
import { CaseForms } from './case-forms/case-forms.js';
import { SceneReader } from './case-forms/scene.reader.js';
import { CaseController } from './cases/case.controller.js';
import { CaseHistoryController } from './cases/case-history.controller.js';
import { CaseReader } from './cases/case.reader.js';
import { RecordedReader } from './cases/recorded.reader.js';
import { ContactForeseeing } from './contacts/contact-foreseeing.js';
import { ContactForms } from './contacts/contact-forms.js';
import { ContactLogging } from './contacts/contact-logging.js';
import { ContactHandling } from './contacts/contact-handling.js';
import { TimelineReader } from './cases/timeline.reader.js';
import { WhyReader } from './cases/why.reader.js';
import { CounterPagesController } from './counter/counter-pages.controller.js';
import { CounterForms } from './counter/counter-forms.js';
import { CounterFormsController } from './counter/counter-forms.controller.js';
import { CounterSearchReader } from './counter/counter-search.reader.js';
import { DecidingController } from './deciding/deciding.controller.js';
import { DecidingReader } from './deciding/deciding.reader.js';
import { figurePages } from './figures/figure-pages.js';
import { PublicationsPagesController } from './publications/publications-pages.controller.js';
import { PublicationsReader } from './publications/publications.reader.js';
import { FindReader } from './find/find.reader.js';
import { FindController } from './find/find.controller.js';
import { RecentlySeen } from './find/recently-seen.reader.js';
import { DraftsController } from './frame/drafts.controller.js';
import { FormDrafts } from './frame/form-drafts.js';
import { LastChoices } from './frame/last-choices.js';
import { LastChoicesController } from './frame/last-choices.controller.js';
import { OldDrafts } from './frame/old-drafts.js';
import { PageInterceptor } from './frame/page.interceptor.js';
import { PagesAreWhole } from './frame/pages-are-whole.js';
import { PageRenderer } from './frame/page-renderer.js';
import { Writers } from './frame/writers.js';
import { DeskHealthController } from './health.controller.js';
import { HomeController } from './home/home.controller.js';
import { AlertActs } from './my-work/alert-acts.js';
import { MyWorkController } from './my-work/my-work.controller.js';
import { MyWorkReader } from './my-work/my-work.reader.js';
import { MySessionsController } from './sign-in/my-sessions.controller.js';
import { SignInProvider } from './sign-in/provider.js';
import { SessionGuard } from './sign-in/session.guard.js';
import { CaseBeginning } from './opening/case-beginning.js';
import { OpeningController } from './opening/opening.controller.js';
import { DipOpenings } from './dip-samples/dip-openings.js';
import { DipOpeningsController } from './dip-samples/dip-openings.controller.js';
import { DipSamplePagesController } from './dip-samples/dip-sample-pages.controller.js';
import { DipSamplesReader } from './dip-samples/dip-samples.reader.js';
import { DraftForms } from './terms/draft-forms.js';
import { DraftPagesController } from './terms/draft-pages.controller.js';
import { DraftReader } from './terms/draft.reader.js';
import { TermsController } from './terms/terms.controller.js';
import { TermsReader } from './terms/terms.reader.js';
import { WhatIfPagesController } from './what-if/what-if-pages.controller.js';
import { WhatIfReader } from './what-if/what-if.reader.js';
import { SignInController } from './sign-in/sign-in.controller.js';

interface PagesParts {
  readonly rendering: PageRenderer;
  readonly provider: SignInProvider;
  readonly writers: Writers;
  /** Of the keys under which people are sealed. */
  readonly keeper: KeyKeeper;
  /** Where who is erased is listed outside the database. */
  readonly outside: ErasuresOutside | undefined;
}

/** The pages over the domain. */
@Module({})
export class PagesModule {
  static forRoot(parts: FollowUpParts, { rendering, provider, writers, keeper, outside }: PagesParts): DynamicModule {
    return {
      module: PagesModule,
      imports: [CaseWorkModule.forRoot(parts, keeper, outside), DiscoveryModule],
      controllers: [
        DeskHealthController,
        DraftsController,
        LastChoicesController,
        SignInController,
        MySessionsController,
        HomeController,
        MyWorkController,
        FindController,
        // Before cases by their ids: `new` is none.
        OpeningController,
        BreakGlassController,
        PersonPagesController,
        KeepingController,
        ErasurePagesController,
        HoldPagesController,
        KeptPagesController,
        CaseController,
        CaseHistoryController,
        CaseFormsController,
        CounterPagesController,
        CounterFormsController,
        BoardController,
        DecidingController,
        RestrictedController,
        ...figurePages.controllers,
        DraftPagesController,
        TermsController,
        DipOpeningsController,
        DipSamplePagesController,
        WhatIfPagesController,
        PublicationsPagesController,
      ],
      providers: [
        { provide: PageRenderer, useValue: rendering },
        { provide: SignInProvider, useValue: provider },
        { provide: Writers, useValue: writers },
        FormDrafts,
        OldDrafts,
        BoardReader,
        AlertsSeenTo,
        BoardActs,
        DecidingReader,
        RestrictedReader,
        CaseReader,
        RecordedReader,
        TimelineReader,
        WhyReader,
        CaseBeginning,
        SceneReader,
        CaseForms,
        RecordingForms,
        CorrectingForms,
        SupervisorForms,
        RulingForms,
        CaseFormList,
        PlainForms,
        PersonReader,
        KeptPeople,
        ErasuresReader,
        KeptOfThemReader,
        ContactForms,
        FindReader,
        RecentlySeen,
        CounterSearchReader,
        CounterForms,
        ContactForeseeing,
        ContactLogging,
        ContactHandling,
        MyWorkReader,
        AlertActs,
        ...figurePages.readers,
        DraftForms,
        DraftReader,
        TermsReader,
        DipOpenings,
        DipSamplesReader,
        WhatIfReader,
        PublicationsReader,
        PagesAreWhole,
        { provide: APP_GUARD, useClass: SessionGuard },
        { provide: APP_INTERCEPTOR, useClass: PageInterceptor },
        // Inside of it: what it offers stands on the page.
        { provide: APP_INTERCEPTOR, useClass: LastChoices },
      ],
    };
  }
}
