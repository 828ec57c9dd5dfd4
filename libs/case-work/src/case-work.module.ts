import { Global, Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { Clock } from '@kept-informed/calendar';
import { Activations, OwnForce, policyHandlers, TermsStreams } from '@kept-informed/commitments';
import { FactStore, UnitOfWork } from '@kept-informed/event-store';
import {
  domainOn,
  type FollowUpParts,
  FollowUpStreams,
  NextChecks,
  Previews,
  References,
  Restrictions,
} from '@kept-informed/follow-up';
import { type ErasuresOutside, type KeyKeeper, noKeys, People } from '@kept-informed/people';
import { DipSamples } from '@kept-informed/dip-samples';
import { Publications } from '@kept-informed/publications';
import { WhatIfs } from '@kept-informed/what-if';
import { AlertHandling } from './alert/alert-handling.js';
import { alertHandlers } from './alert/alert.handlers.js';
import { CaseRecording } from './case/case-recording.js';
import { caseHandlers } from './case/case.handlers.js';
import { detailsHandlers } from './case/details.handlers.js';
import { PuttingRight } from './case/putting-right.js';
import { mergerHandlers } from './case/merger.handlers.js';
import { WholeCase } from './case/whole-case.js';
import { ContactCorrections } from './contact/contact-corrections.js';
import { ContactReceipts } from './contact/contact-receipts.js';
import { ContactRecording } from './contact/contact-recording.js';
import { RecordContactHandler } from './contact/contact.handlers.js';
import { correctionHandlers } from './contact/correction.handlers.js';
import { CounterEnquiries } from './counter/counter-enquiries.js';
import { CounterMessages } from './counter/counter-messages.js';
import { CounterReader } from './counter/counter-reader.js';
import { messageHandlers } from './counter/message.handlers.js';
import { SubjectAccess } from './erasure/subject-access.js';
import { ErasureHandling } from './erasure/erasure-handling.js';
import { disputeHandlers } from './dispute/dispute.handlers.js';
import { DisputeHandling } from './dispute/dispute-handling.js';
import { PersonRecords } from './person/person-records.js';
import { PersonPlaces } from './person/person-places.js';
import { FigurePapers } from './figures/figure-papers.js';
import { CharacteristicFigures } from './figures/characteristic-figures.js';
import { DutyFigures } from './figures/duty-figures.js';
import { Figures } from './figures/figures.js';
import { MeasuredFigures } from './figures/measured-figures.js';
import { ReportQuestions } from './figures/report-questions.js';
import { Restatements } from './figures/restatements.js';
import { SampleDraws } from './figures/sample-draws.js';
import { ShownSamples } from './figures/shown-samples.js';
import { Variation } from './figures/variation.js';
import { PublishedReports } from './publication/published-reports.js';
import { ReturnMaker } from './publication/return-maker.js';
import { feedbackHandlers } from './feedback/feedback.handlers.js';
import { EachApart } from './handling/each-apart.js';
import { LookKeeper } from './look/look-keeper.js';
import { LookLog } from './look/look-log.js';
import { PeopleRead } from './look/people-read.js';
import { Notes } from './reading/notes.js';
import { optOutHandlers } from './opt-out/opt-out.handlers.js';
import { UpToDate } from './reading/up-to-date.js';
import { CaseRestrictions } from './restriction/case-restrictions.js';
import { restrictionHandlers } from './restriction/restriction.handlers.js';
import { Sights } from './reach/sights.js';
import { ReadModel } from './reading/read-model.js';
import { Retentions } from './retention/retentions.js';
import { rulingHandlers } from './ruling/ruling.handlers.js';
import { SafeContact } from './safety/safe-contact.js';
import { safetyHandlers } from './safety/safety.handlers.js';
import { PeopleSearch } from './search/people-search.js';
import { Rulings } from './ruling/rulings.js';

const handlers = [
  ...caseHandlers,
  ...mergerHandlers,
  ...detailsHandlers,
  RecordContactHandler,
  ...correctionHandlers,
  ...feedbackHandlers,
  ...optOutHandlers,
  ...rulingHandlers,
  ...disputeHandlers,
  ...alertHandlers,
  ...restrictionHandlers,
  ...messageHandlers,
  ...safetyHandlers,
  ...policyHandlers,
];

/** What pages and the API do alike, above the commands. */
const caseWork = [
  EachApart,
  ReadModel,
  UpToDate,
  ReportQuestions,
  Figures,
  CharacteristicFigures,
  MeasuredFigures,
  DutyFigures,
  Restatements,
  SampleDraws,
  ShownSamples,
  Variation,
  FigurePapers,
  PublishedReports,
  ReturnMaker,
  Notes,
  CaseRecording,
  PuttingRight,
  ContactRecording,
  ContactCorrections,
  ContactReceipts,
  Rulings,
  DisputeHandling,
  AlertHandling,
  WholeCase,
  CaseRestrictions,
  PeopleSearch,
  PersonPlaces,
  PersonRecords,
  Retentions,
  ErasureHandling,
  SubjectAccess,
  SafeContact,
  CounterReader,
  CounterMessages,
  CounterEnquiries,
  LookLog,
  LookKeeper,
];

/** The domain with its store, and people with the keeper of their keys: without one nobody can be read or kept.
 * commands go in by the command bus, facts and read tables come out. */
@Global()
@Module({})
export class CaseWorkModule {
  static forRoot(parts: FollowUpParts, keeper: KeyKeeper = noKeys, outside?: ErasuresOutside): DynamicModule {
    let sights: Sights | undefined;
    const domain = domainOn(
      parts,
      ({ restrictions: known, force: own, clock: time }) => (sights = new Sights(known, own, time)),
    );
    const { work, store, terms, force, clock, streams, nextChecks, restrictions, references } = domain;
    const read = new PeopleRead();
    const publications = new Publications(work, store, clock, parts.database);
    const provided = [
      { provide: Clock, useValue: clock },
      { provide: UnitOfWork, useValue: work },
      { provide: FactStore, useValue: store },
      { provide: OwnForce, useValue: force },
      { provide: PeopleRead, useValue: read },
      { provide: People, useValue: new People(work, keeper, (one) => read.note(one), outside) },
      { provide: References, useValue: references },
      { provide: Publications, useValue: publications },
      { provide: Restrictions, useValue: restrictions },
      { provide: Sights, useValue: sights },
      { provide: TermsStreams, useValue: terms },
      { provide: NextChecks, useValue: nextChecks },
      { provide: Activations, useValue: new Activations({ ...domain, openCases: nextChecks }) },
      { provide: Previews, useValue: new Previews(domain) },
      { provide: WhatIfs, useValue: new WhatIfs(domain) },
      {
        provide: DipSamples,
        useValue: new DipSamples(work, store, clock, publications),
      },
      { provide: FollowUpStreams, useValue: streams },
    ];
    return {
      module: CaseWorkModule,
      imports: [CqrsModule],
      providers: [...provided, ...handlers, ...caseWork],
      exports: [CqrsModule, ...provided.map(({ provide }) => provide), ...caseWork],
    };
  }
}
