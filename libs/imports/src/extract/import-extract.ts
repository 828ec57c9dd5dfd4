import type { People } from '@kept-informed/people';
import { importer } from '@kept-informed/decisions';
import { ask } from '@kept-informed/event-store';
import { mapYielding } from '@kept-informed/follow-up';
import { refusalOf, type Fault, type ImportRefusalCode, type OnRefused } from '../reading/refusal.js';
import { beginning, further } from '../run/addition.js';
import { keysAnew } from '../run/brought-in-anew.js';
import { bringIn, type ImportItem, type RunOptions } from '../run/bring-in.js';
import type { ImportParts } from '../run/import-parts.js';
import { emptyReport, type ImportReport } from '../run/import-report.js';
import { extractIds, type ExtractCase, type RowOfCase } from './extract-case.js';
import { furtherOfExtract, openingOfExtract } from './extract-facts.js';
import { readExtract, type ExtractRow } from './extract-rows.js';
import { columnsIn } from './load-mapping.js';
import type { ExtractMapping } from './mapping.js';
import { keyOfRow, rowOfCase } from './row-of-case.js';
import type { RowReading } from './extract-values.js';

/** What an extract says, for a person to check against it. */
export interface ExtractCounts {
  readonly files: number;
  /** Rows that were read; the refused ones are not among them. */
  rows: number;
  cases: number;
  people: number;
  milestones: number;
  contacts: number;
  readonly refused: Partial<Record<ImportRefusalCode, number>>;
}

export interface ExtractOptions extends RunOptions {
  readonly files: readonly string[];
  readonly onRefused: OnRefused;
}

/**
 * Brings in a force's own extract by a mapping. Cases, people, milestones and contacts are known by the extract's own keys:
 * brought in again they add nothing, and what reads otherwise now is a further fact. Names and routes go to the people, in
 * the transaction in which the facts are recorded. Raises no alert for what was due before now.
 */
export async function importExtract(
  mapping: ExtractMapping,
  options: ExtractOptions,
  parts: ImportParts,
): Promise<ImportReport<ExtractCounts>> {
  return new ExtractImport(mapping, options, parts).run();
}

class ExtractImport {
  readonly #report: ImportReport<ExtractCounts>;
  readonly #cases = new Map<string, ExtractCase>();
  /** A case that is read again because somebody changed it meanwhile is refused no second time. */
  readonly #told = new Set<string>();

  constructor(
    private readonly mapping: ExtractMapping,
    private readonly options: ExtractOptions,
    private readonly parts: ImportParts,
  ) {
    const nothing = { rows: 0, cases: 0, people: 0, milestones: 0, contacts: 0, refused: {} };
    const counts: ExtractCounts = { files: options.files.length, ...nothing };
    this.#report = emptyReport(options.requestId, options.dryRun, counts);
  }

  async run(): Promise<ImportReport<ExtractCounts>> {
    const { signal } = this.options;
    try {
      for (const file of this.options.files) await this.#read(file);
    } catch (error) {
      if (!signal?.aborted || error !== signal.reason) throw error;
      return { ...this.#report, stopped: true };
    }
    const taken = await this.#takenReferences();
    const cases = [...this.#cases.values()].filter((one) => !taken.has(one.caseId));
    for (const one of cases) this.#count(one);
    const items = cases.map((one) => this.#item(one));
    await bringIn({ items, total: items.length }, this.options, this.parts, this.#report);
    return this.#report;
  }

  async #read(file: string): Promise<void> {
    const { format } = this.mapping;
    const { signal, most } = this.options;
    const onRefused: OnRefused = (refusal) => this.#refused(refusal);
    const rows = await readExtract(file, { format, columns: columnsIn(this.mapping), onRefused, signal, most });
    const { force, clock } = this.parts;
    const own: RowReading = { mapping: this.mapping, force, zone: force.zone, now: clock.now() };
    const reading = { ...own, keyNow: await this.#keysNow(rows ?? [], own) };
    await mapYielding(rows ?? [], (row) => {
      const found = rowOfCase(row, reading);
      if ('code' in found) return this.#refuse(row.line, found);
      this.#report.counts.rows += 1;
      this.#gather(found);
    });
  }

  async #keysNow(rows: readonly ExtractRow[], reading: RowReading): Promise<(key: string) => string> {
    const keys = (await mapYielding(rows, (row) => keyOfRow(row, reading))).filter((key) => key !== undefined);
    const idOfCase = (key: string) => extractIds.case(this.mapping.source, key);
    return keysAnew(new Set(keys), idOfCase, this.parts.work.manager);
  }

  /** Rows of one case are one case; what a later row says of the same thing holds. */
  #gather({ people, milestones, contacts, ...found }: RowOfCase): void {
    const before = this.#cases.get(found.caseId);
    const one: ExtractCase = before ?? { ...found, people: new Map(), milestones: new Map(), contacts: new Map() };
    one.opening = found.opening ?? one.opening;
    one.owner = found.owner ?? one.owner;
    one.closure = found.closure ?? one.closure;
    for (const person of people) one.people.set(person.personId, person);
    for (const milestone of milestones) one.milestones.set(milestone.key, milestone);
    for (const contact of contacts) one.contacts.set(contact.contactId, contact);
    this.#cases.set(found.caseId, one);
  }

  /** Cases whose reference another case of their kind has, recorded here or in the extract itself: they are refused. */
  async #takenReferences(): Promise<ReadonlySet<string>> {
    const byReference = new Map<string, ExtractCase>();
    const taken = new Set<string>();
    const take = (one: ExtractCase) => {
      taken.add(one.caseId);
      this.#refuse(one.line, { code: 'reference-taken', ...columnOf(this.mapping.case.reference) });
    };
    for (const one of this.#cases.values()) {
      if (!one.opening) continue;
      const name = nameOf(one.opening);
      if (byReference.has(name)) take(one);
      else byReference.set(name, one);
    }
    const references = [...byReference.values()].map(({ opening }) => opening!.reference);
    const kept = await ask<{ caseId: string; kind: string; reference: string }>(
      this.parts.work.manager,
      'select case_id as "caseId", kind, reference from cases where reference = any($1) and holds_reference',
      [references],
    );
    for (const { caseId, ...other } of kept) {
      const one = byReference.get(nameOf(other));
      if (one && one.caseId !== caseId) take(one);
    }
    return taken;
  }

  #item(one: ExtractCase): ImportItem {
    return {
      caseId: one.caseId,
      rowsOfEarlier: 0,
      addition: (kept, importing) => {
        const isThere = kept.facts.length > 0;
        if (!isThere && !one.opening) {
          this.#refuseOnce(one.line, { code: 'unknown-case', ...columnOf(this.mapping.case.key) });
          return { kind: 'not-there' };
        }
        const { recorded } = importing.recording;
        const found = isThere ? furtherOfExtract(one, kept, recorded) : openingOfExtract(one, one.opening!);
        for (const { line, fault } of found.refused) this.#refuseOnce(line, fault);
        if (isThere) return further(kept, found.facts, importing);
        return beginning(kept, found.facts, one.opening!.openedAt, importing);
      },
      keepPeople: (people) => this.#keepPeople(one, people),
    };
  }

  async #keepPeople({ caseId, people: persons, opening }: ExtractCase, people: People): Promise<void> {
    const now = this.parts.clock.now();
    for (const { personId, name, routes, from } of persons.values())
      await people.bringIn(
        { participantId: personId, caseId, name, routes, since: from ?? opening?.openedAt ?? now },
        { by: importer, at: now },
      );
  }

  #count({ people, milestones, contacts }: ExtractCase): void {
    const { counts } = this.#report;
    counts.cases += 1;
    counts.people += people.size;
    counts.milestones += milestones.size;
    counts.contacts += contacts.size;
  }

  /** What keeps something of a case that was read from being taken, told once. */
  #refuseOnce(line: number, fault: Fault): void {
    const name = `${line} ${fault.code}`;
    if (this.#told.has(name)) return;
    this.#told.add(name);
    this.#refuse(line, fault);
  }

  #refuse(line: number, fault: Fault): void {
    this.#refused(refusalOf(this.options.files[0]!, line, fault));
  }

  #refused(refusal: Parameters<OnRefused>[0]): void {
    const { refused } = this.#report.counts;
    refused[refusal.code] = (refused[refusal.code] ?? 0) + 1;
    this.options.onRefused(refusal);
  }
}

const nameOf = ({ kind, reference }: { readonly kind: string; readonly reference: string }) => `${kind} ${reference}`;

const columnOf = (from: { readonly column?: string } | undefined) => (from?.column ? { column: from.column } : {});
