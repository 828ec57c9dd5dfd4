import { Injectable } from '@nestjs/common';
import { ReadModel, WholeCase, type TimelineEntry } from '@kept-informed/case-work';
import { OwnForce } from '@kept-informed/commitments';
import type { TimelineRow } from '../frame/timeline-row.js';
import type { CaseTimelineModel } from './case-page.js';
import { linksTo } from './case-links.js';
import { filtersOf, isPartOf, partNamed, partsOf } from './case-parts.js';
import { timelineRows } from './timeline-rows.js';
import { commitmentsOn } from './triggers.queries.js';
import { plainer, postInWords } from './words.js';

const perPage = 50;
/** Of a part so many facts are looked through. */
const perPageOfPart = 500;
/** One form records no more facts than that, or what it recorded is read on the timeline. */
const atOnce = 200;

/** Which page of a timeline: before which version, and which part of it, as an address says them. */
interface TimelineAsked {
  readonly before: number | undefined;
  readonly show: unknown;
}

/** Tells what was recorded of a case in words. */
@Injectable()
export class TimelineReader {
  constructor(
    private readonly whole: WholeCase,
    private readonly reading: ReadModel,
    private readonly force: OwnForce,
  ) {}

  /** A page of the timeline, the latest first; `before`: only what was recorded before that version. */
  async page(caseId: string, { before, show }: TimelineAsked): Promise<CaseTimelineModel> {
    const { reference, version, mergedInto } = await this.whole.read(caseId, { personal: false });
    const part = partNamed(show);
    const many = part ? perPageOfPart : perPage;
    const end = Math.min(before ?? version + 1, version + 1);
    const items = await this.latest(caseId, end - 1, many, part && isPartOf(part));
    const start = end - many;
    return {
      caseId,
      reference,
      title: part?.text ?? 'Everything that was recorded',
      parts: partsOf(caseId, part?.show ?? ''),
      filters: part?.isPage ? [] : filtersOf(caseId, part?.show ?? ''),
      show: part?.show ?? '',
      links: mergedInto === null ? linksTo(part?.forms ?? {}, caseId) : [],
      items,
      newer: end > version ? null : Math.min(end + many, version + 1),
      older: start > 1 ? start : null,
    };
  }

  /** What was recorded from one version to another, alerts left out, the first of it first. */
  async between(caseId: string, from: number, to: number): Promise<TimelineRow[]> {
    const rows = await this.latest(caseId, to, Math.min(to - from + 1, atOnce));
    return rows.filter(({ isAlert }) => !isAlert).toReversed();
  }

  /** So many facts up to a version, the latest first; what followed from one by itself is told with it. */
  async latest(
    caseId: string,
    version: number,
    limit: number,
    isWanted: (entry: TimelineEntry) => boolean = () => true,
  ): Promise<TimelineRow[]> {
    if (version < 1 || limit < 1) return [];
    const after = Math.max(0, version - limit);
    const [{ items: read }, book, commitments] = await Promise.all([
      this.whole.timeline(caseId, true, { after, limit: version - after }),
      this.force.rulebook(),
      commitmentsOn(this.reading.manager, caseId),
    ]);
    const items = read.filter(isWanted);
    const titles = new Map(book.catalogue.map(({ id, title }) => [id, title]));
    const titleOf = (obligationId = '') => {
      const commitment = commitments.get(obligationId);
      return commitment && (titles.get(commitment) ?? commitment);
    };
    const directory = this.force.directory.current;
    const inWords = ({ words, ids }: TimelineEntry) =>
      plainer(aboutWhich(words, titleOf(ids['obligationId'])), titles, directory);
    return timelineRows(items, caseId, inWords).map(({ by, ...row }) => ({ ...row, by: postInWords(by, directory) }));
  }
}

/** Facts say “the obligation”, of which a case has many. */
const aboutWhich = (words: string, title: string | undefined): string =>
  title === undefined
    ? words
    : words.replace(/\b[Tt]he (missed |excused )?obligation\b/, (_, how = '') =>
        how === '' ? `“${title}”` : `“${title}”, which was ${how.trim()},`,
      );
