import { Injectable } from '@nestjs/common';
import { ENGLAND_AND_WALES_YEARS, localDate } from '@kept-informed/calendar';
import { FactStore } from '@kept-informed/event-store';
import {
  clockStartOf,
  activatedOf,
  dischargeText,
  OwnForce,
  isDraft,
  latestTerms,
  policyOf,
  TermsStreams,
  warningsOf,
  warningsOfPolicy,
  type CalendarContent,
  type Commitment,
  type PolicyContent,
  type TermsKind,
  type Version,
  type Versions,
} from '@kept-informed/commitments';
import { NextChecks } from '@kept-informed/follow-up';
import { notFound } from '../http/problem.js';
import type { VersionResponse, VersionsPage, WholeVersionResponse } from './version.response.js';

/** The policies and calendars as their streams tell of them. */
@Injectable()
export class VersionsReader {
  constructor(
    private readonly streams: TermsStreams,
    private readonly force: OwnForce,
    private readonly nextChecks: NextChecks,
    private readonly store: FactStore,
  ) {}

  /** Those that hold or held, the latest first, then drafts; all on one page. */
  async all(kind: TermsKind): Promise<VersionsPage> {
    const position = await this.store.head();
    const { [kind]: versions } = await this.streams.load();
    const first = await this.#first(kind);
    const held = activatedOf<unknown>(versions).map((version) => answerOf(version, versions));
    const drafts = [...versions.all.values()].filter(isDraft).map((version) => answerOf(version, versions));
    return {
      version: versions.version,
      inForce: versions.inForce ?? first.versionId,
      rechecksLeft: await this.nextChecks.termsChangedLeft(),
      items: [...held.reverse(), firstAnswer(first.versionId, versions), ...drafts],
      next: null,
      position,
    };
  }

  /** One of them with all that it says. */
  async one(kind: TermsKind, versionId: string): Promise<WholeVersionResponse> {
    const { [kind]: versions } = await this.streams.load();
    const found = versions.all.get(versionId);
    const first = await this.#first(kind);
    if (!found && versionId !== first.versionId) throw notFound('version');
    const content = found?.content ?? first.content;
    return {
      ...(found ? answerOf(found, versions) : firstAnswer(first.versionId, versions)),
      version: versions.version,
      content: kind === 'policy' ? policyAnswer(content as PolicyContent) : content,
      warnings: found && isDraft(found) ? await this.#warnings(kind, found) : [],
    };
  }

  async #warnings(kind: TermsKind, { content, drafted }: Version<unknown>): Promise<WholeVersionResponse['warnings']> {
    const book = await this.force.rulebook();
    if (kind === 'policy') return warningsOfPolicy(content as PolicyContent, book.catalogue);
    return warningsOf(content as CalendarContent, latestTerms(book).calendar, localDate(drafted.at, this.force.zone));
  }

  /** What the force starts with: its file's policy, the product's holidays. */
  async #first(kind: TermsKind): Promise<{ versionId: string; content: object }> {
    const { terms } = await this.force.rulebook();
    const { policy, calendar } = terms[0]!;
    if (kind === 'policy') return { versionId: policy, content: policyOf(terms[0]!) };
    const { division, rows, id } = calendar;
    return { versionId: id, content: { division, years: ENGLAND_AND_WALES_YEARS, holidays: rows } };
  }
}

function answerOf(version: Version<unknown>, versions: Versions<unknown>): VersionResponse {
  const { versionId, basedOn, drafted, activated, discarded } = version;
  const held = activatedOf(versions);
  const place = held.findIndex((one) => one.versionId === versionId);
  const status = discarded
    ? 'discarded'
    : !activated
      ? 'draft'
      : versions.inForce === versionId
        ? 'in-force'
        : 'replaced';
  return {
    versionId,
    status,
    basedOn,
    draftedBy: drafted.by,
    draftedAt: drafted.at,
    activatedBy: activated?.by ?? null,
    activatedAt: activated?.at ?? null,
    heldUntil: place < 0 ? null : (held[place + 1]?.activated.at ?? null),
    reach: activated?.reach ?? null,
  };
}

function firstAnswer(versionId: string, versions: Versions<unknown>): VersionResponse {
  const nobody = { draftedBy: null, draftedAt: null, activatedBy: null, activatedAt: null, reach: null, basedOn: null };
  const status = versions.inForce === null ? 'in-force' : 'replaced';
  return { versionId, status, ...nobody, heldUntil: activatedOf(versions)[0]?.activated.at ?? null };
}

/** A policy as it can be drafted again. */
function policyAnswer({ commitments, ...policy }: PolicyContent): object {
  return { ...policy, commitments: commitments.map(ownAnswer) };
}

function ownAnswer(commitment: Commitment): object {
  const { editions, fromKnown: _, fromDecided: _1, dischargedBy, ...rest } = commitment;
  return {
    ...rest,
    edition: editions[0],
    clockStarts: clockStartOf(commitment),
    dischargedBy: dischargedBy.map(dischargeText),
  };
}
