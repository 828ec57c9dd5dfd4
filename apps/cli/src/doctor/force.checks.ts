import {
  addMonths,
  englandAndWales,
  isWorkingDay,
  localDate,
  MissingHolidays,
  type Clock,
} from '@kept-informed/calendar';
import { loadDirectory, type Directory } from '@kept-informed/directory';
import { latestTerms, rulebookOf } from '@kept-informed/commitments';
import { awaitingCalendar } from '@kept-informed/follow-up';
import type { DataSource } from 'typeorm';
import { broken, checked, ok, some, warning, type Finding } from './finding.js';

const monthsAhead = 18;

/** Whether due dates can be worked out for as long as promises made today may run. */
export function holidayChecks(clock: Clock): Finding[] {
  const until = addMonths(localDate(clock.now()), monthsAhead);
  try {
    isWorkingDay(until, englandAndWales);
    return [ok('holidays', `known until ${englandAndWales.years.to}`)];
  } catch (error) {
    if (!(error instanceof MissingHolidays)) throw error;
    const advice = 'Activate a calendar with the new bank holidays: due dates beyond await it, and are never guessed.';
    return [warning('holidays', `not known for ${error.year}, which is less than ${monthsAhead} months ahead`, advice)];
  }
}

/** Whether the force file can be used and names, for whoever may be told, where to tell them. */
export function forceChecks(file: string, database: DataSource): Promise<Finding[]> {
  return checked('force file', 'Mend the force file; every mistake is named.', async () => {
    const directory = loadDirectory(file);
    const { adopted } = latestTerms(rulebookOf(directory));
    const size = `${directory.teams().length} teams, ${directory.everyone().length} posts, ${adopted.size} editions`;
    return [
      ok('force file', size),
      ...recipients(directory),
      ...answering(directory),
      ...(await owners(directory, database)),
      await awaiting(database),
    ];
  });
}

function recipients(directory: Directory): Finding[] {
  const asked = [
    ...directory.teams().map(({ supervisor }) => supervisor),
    ...directory.bcus().flatMap(({ inspector, performance }) => (performance ? [inspector, performance] : [inspector])),
    directory.performanceUnit(),
  ];
  const without = (ids: Iterable<string>) => [...new Set(ids)].filter((id) => !directory.staff(id)?.email);
  const unreachable = without(asked);
  const people = directory.everyone().filter(({ grade }) => grade !== 'service');
  const others = without(people.map(({ id }) => id)).filter((id) => !unreachable.includes(id));
  const advice = 'Give them an `email` in the force file and send the processes SIGHUP.';
  return [
    unreachable.length === 0
      ? ok('mailboxes', 'every supervisor, inspector and performance unit has one')
      : broken('mailboxes', `alerts cannot be sent to ${some(unreachable)}`, advice),
    ...(others.length > 0 ? [warning('mailboxes', `no warning can be sent to ${some(others)}`, advice)] : []),
  ];
}

/** A team whose supervisor answers to nobody, and an area without a first team, climb past a rung. */
function answering(directory: Directory): Finding[] {
  const inspectors = new Set(directory.bcus().map(({ inspector }) => inspector));
  const top = new Set([...inspectors, directory.performanceUnit()]);
  const alone = directory
    .teams()
    .filter(({ area, supervisor }) => !area && !top.has(supervisor) && !directory.supervisorOf(supervisor))
    .map(({ id }) => id);
  const areas = directory.bcus().flatMap(({ name, lpts }) => lpts.map((lpt) => ({ bcu: name, lpt: lpt.name })));
  const without = areas.filter((area) => !directory.inspectorOf(area) || !directory.supervisorOfArea(area));
  const advice = 'Say in the force file who answers for them.';
  return [
    without.length === 0
      ? ok('areas', `all ${areas.length} have an inspector and a supervisor`)
      : broken('areas', `nobody answers for ${some(without.map(({ lpt }) => lpt))}`, advice),
    alone.length === 0
      ? ok('teams', 'every supervisor has somebody above')
      : warning('teams', `nobody stands above the supervisors of ${some(alone)}`, advice),
  ];
}

/** Without their holidays nobody knows when these are due. */
async function awaiting(database: DataSource): Promise<Finding> {
  const rows = await awaitingCalendar(database.manager);
  if (rows.length === 0) return ok('calendar', 'no obligation awaits one');
  const told = rows.map(({ year, count }) => `${count} await the holidays of ${year}`).join(', ');
  return warning('calendar', told, 'Draft and activate a calendar that has them: they are dated then.');
}

async function owners(directory: Directory, database: DataSource): Promise<Finding[]> {
  const rows: { owner: string }[] = await database.query(
    'select distinct owner from cases where closed_at is null and owner is not null order by owner',
  );
  const gone = rows.map(({ owner }) => owner).filter((owner) => !directory.staff(owner));
  if (gone.length === 0) return [ok('owners', `the owners of open cases (${rows.length}) are all in the force file`)];
  const advice = 'Give their open cases to somebody (POST /cases/{id}/owner), or put them back into the force file.';
  return [broken('owners', `open cases belong to ${some(gone)}, whom the force file does not know`, advice)];
}
