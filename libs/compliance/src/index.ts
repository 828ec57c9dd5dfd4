export {
  type ComplianceRow,
  type Dimension,
  type Measure,
  countedBeside,
  countedStatuses,
  definitionOf,
  dimensions,
} from './compliance.measures.js';
export { complianceOf } from './compliance.queries.js';
export { type ComparisonView, comparisonOf } from './comparison.measures.js';
export { type CountedObligation, countedObligations, withheldObligations } from './counted-obligations.queries.js';
export { type DuePlace, type ReportCell } from './kept-page.queries.js';
export { drawnByLot, strataOf } from './drawn-obligations.queries.js';
export { dutyOf } from './duty.queries.js';
export {
  characteristicGroups,
  comparedCharacteristics,
  type ComparedCharacteristic,
} from './characteristic-groups.rules.js';
export {
  characteristicDefinition,
  type CharacteristicTable,
  characteristicTableOf,
  type GroupRate,
} from './characteristic.measures.js';
export { type GroupPlace, groupPlaces, metByPerson } from './characteristic.queries.js';
export { type ComplianceQuestion } from './fell-due.queries.js';
export {
  type FunnelPlace,
  type FunnelPoint,
  type FunnelView,
  type GroupedDimension,
  funnelOf,
  funnelPlaces,
  groupedDimensions,
} from './funnel.measures.js';
export { measureDefinitions } from './measure-definitions.measures.js';
export {
  type MeasuredItem,
  type MeasuredPlace,
  type MeasuredQuestion,
  type MeasuredRow,
  type MeasuredView,
  measuredIn,
  measuredItems,
  withheldItems,
} from './measured.queries.js';
export { type MeasuredDimension, measuredDimensions } from './measured-dimension.queries.js';
export { type MeasuredId, measuredIds, measuredOf } from './measured-list.js';
export { type MonthPoint, type MonthSeries, monthSeriesOf, requireMonths } from './month-series.measures.js';
export { type NoLimitMeasure, noLimitDefinitionOf } from './no-limit.measures.js';
export { noLimitIn } from './no-limit.queries.js';
export { type RatedCounts, type RateView, rateOf, ratedIn } from './rate.measures.js';
export { reportedPromises } from './reported-promise.rules.js';
export { reckonSome, renewReckonings } from './reckon.queries.js';
export { reckoningLeft } from './reckoned.queries.js';
export { isRecorded, type RecordedName } from './recorded-names.queries.js';
export {
  type RestatedLine,
  type RestatingFact,
  type PlaceInReport,
  restatedLines,
  restatementDefinition,
  withheldLines,
} from './restatement.queries.js';
export { requireOrder, requirePeriod } from './period.rules.js';
export {
  type PromiseDimension,
  type PromiseReportRow,
  promiseDefinitionOf,
  promiseDimensions,
} from './promises.measures.js';
export { promisesIn } from './promises.queries.js';
export { type SilencePlace, type SilenceView, silences } from './silence.queries.js';
export { type Workload, workloadOf } from './workload.queries.js';
