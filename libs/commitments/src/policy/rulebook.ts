import { englandAndWales } from '@kept-informed/calendar';
import type { Directory } from '@kept-informed/directory';
import type { CaseArea, Answerable, Rulebook } from '../commitment/rulebook.rules.js';
import { readCatalogue } from '../commitment/catalogue.js';
import { defaultCounterRule } from '../commitment/counter-rule.rules.js';
import { unknownEditions, type Commitment } from '../commitment/commitment.rules.js';
import { defaultEnhancedAges } from '../commitment/age.rules.js';
import {
  beginning,
  defaultLadder,
  defaultConcernAfterAttempts,
  defaultEnhancedUnassessed,
  defaultLateAfterHours,
  firstTermsId,
  type Terms,
} from '../commitment/terms.rules.js';
import { termsFrom, type DatedVersions } from './dated-terms.rules.js';
import { withOwn } from './policy.rules.js';
import { activatedOf } from './versions.state.js';

/** A force adopts an edition that the catalogue does not have. */
export class UnknownEditions extends Error {
  constructor(readonly editions: readonly string[]) {
    super(`The force's policy adopts editions that the catalogue does not know: ${editions.join(', ')}.`);
    this.name = 'UnknownEditions';
  }
}

/**
 * What a force goes by: its directory, the product's catalogue, and the policies and calendars that were activated. Throws
 * UnknownEditions.
 */
export function rulebookOf(
  directory: Directory,
  catalogue: readonly Commitment[] = readCatalogue(),
  versions: DatedVersions = noVersions,
): Rulebook {
  const unknown = unknownEditions(catalogue, directory.adopts());
  if (unknown.length > 0) throw new UnknownEditions(unknown);
  return {
    catalogue: activatedOf(versions.policy).reduce((known, { content }) => withOwn(known, content), catalogue),
    terms: termsFrom(firstTerms(directory), versions),
    zone: directory.force.timeZone,
    answerable: answerableIn(directory),
  };
}

const none = { version: 0, all: new Map(), inForce: null };
const noVersions: DatedVersions = { policy: none, calendar: none };

/** The force file's policy and the product's holidays, from the start of time. */
function firstTerms(directory: Directory): Terms {
  return {
    id: firstTermsId,
    policy: firstTermsId,
    from: beginning,
    reach: { to: 'new-only' },
    adopted: new Set(directory.adopts()),
    calendar: englandAndWales,
    dayKinds: {},
    anchors: {},
    targets: {},
    ladder: defaultLadder,
    lateAfterHours: defaultLateAfterHours,
    concernAfterAttempts: defaultConcernAfterAttempts,
    enhancedUnassessed: defaultEnhancedUnassessed,
    enhancedAges: defaultEnhancedAges,
    counter: defaultCounterRule,
    retention: directory.retention,
  };
}

function answerableIn(directory: Directory): Answerable {
  const known = ({ bcu, lpt }: CaseArea) => (lpt === undefined ? undefined : { bcu, lpt });
  return {
    standInFor: (staffId, at) => directory.at(at).standInFor(staffId) ?? null,
    supervisorOf: (staffId, at) => directory.at(at).supervisorOf(staffId) ?? null,
    supervisorOfArea: (area, at) => (area && known(area) && directory.at(at).supervisorOfArea(known(area)!)) ?? null,
    inspectorOf: (area, at) => (area && directory.at(at).inspectorOfBcu(area.bcu)) ?? null,
    performanceUnit: (at) => directory.at(at).performanceUnit(),
    postFor: (body) => directory.postFor(body) ?? null,
  };
}
