import { Injectable } from '@nestjs/common';
import { postInWords } from '../cases/words.js';
import {
  activatedOf,
  isDraft,
  OwnForce,
  type Terms,
  TermsStreams,
  type TermsKind,
  type Version,
  type Versions,
} from '@kept-informed/commitments';
import { NextChecks } from '@kept-informed/follow-up';
import { NoSuchPage } from '../frame/page-trouble.js';
import type { TermsModel, TermsVersionRow } from './terms-page.js';

/** Whoever looks: what they may go on to. */
export interface TermsViewer {
  readonly mayAsk: boolean;
  readonly mayActivate: boolean;
  readonly mayDraft: boolean;
  readonly by: string;
}

/** The policies and calendars as their streams tell of them, for pages. */
@Injectable()
export class TermsReader {
  constructor(
    private readonly streams: TermsStreams,
    private readonly force: OwnForce,
    private readonly nextChecks: NextChecks,
  ) {}

  async page(viewer: TermsViewer): Promise<TermsModel> {
    const { policy, calendar } = await this.streams.load();
    const [first] = (await this.force.rulebook()).terms as [Terms];
    return {
      kinds: [
        {
          title: 'Policies',
          rows: [...this.#rows('policy', policy, viewer), firstRow('policy', first.policy, policy)],
        },
        {
          title: 'Calendars',
          rows: [...this.#rows('calendar', calendar, viewer), firstRow('calendar', first.calendar.id, calendar)],
        },
      ],
      drafting: viewer.mayDraft
        ? [
            { href: '/terms/policy/new', text: 'Draft a policy' },
            { href: '/terms/calendar/new', text: 'Draft a calendar' },
          ]
        : [],
      left: await this.nextChecks.termsChangedLeft(),
    };
  }

  /** A draft with the version of its stream; there is no page of what was never drafted. */
  async draft(kind: TermsKind, versionId: string): Promise<{ draft: Version<unknown>; version: number }> {
    const versions: Versions<unknown> = (await this.streams.load())[kind];
    const draft = versions.all.get(versionId);
    if (!draft) throw new NoSuchPage();
    return { draft, version: versions.version };
  }

  /** Every version that can be lived under: drafts, the newest first, then those that hold and held. */
  async choices(): Promise<{ readonly value: string; readonly text: string }[]> {
    const { policy, calendar } = await this.streams.load();
    const of = (kind: TermsKind, versions: Versions<unknown>) =>
      standingVersions(versions).map((one) => ({
        value: `${kind}:${one.versionId}`,
        text: `${kind === 'policy' ? 'Policy' : 'Calendar'} ${one.versionId}, ${statusOf(one, versions).toLowerCase()}`,
      }));
    return [...of('policy', policy), ...of('calendar', calendar)];
  }

  #rows(kind: TermsKind, versions: Versions<unknown>, { mayAsk, mayActivate, by }: TermsViewer): TermsVersionRow[] {
    return standingVersions(versions).map((one) => {
      const { versionId, drafted, activated } = one;
      const inAddress = encodeURIComponent(versionId);
      return {
        versionId,
        status: statusOf(one, versions),
        draftedBy: this.#post(drafted.by),
        draftedAt: drafted.at,
        activatedBy: activated ? this.#post(activated.by) : null,
        activatedAt: activated?.at ?? null,
        links: [
          {
            href: `/terms/${kind}/${inAddress}`,
            text: isDraft(one) ? 'What it says and would change' : 'What it says',
          },
          ...(mayAsk
            ? [{ href: `/what-if/new?draft=${kind}:${inAddress}`, text: 'What would it have made of a period?' }]
            : []),
          ...(mayActivate && isDraft(one) && drafted.by !== by
            ? [{ href: `/terms/${kind}/${inAddress}/activation`, text: 'Let it hold' }]
            : []),
        ],
      };
    });
  }

  #post(staffId: string): string {
    return postInWords(staffId, this.force.directory.current);
  }
}

/** What the force started with: its file's policy, the product's holidays. */
function firstRow(kind: TermsKind, versionId: string, { inForce }: Versions<unknown>): TermsVersionRow {
  const nobody = { draftedBy: null, draftedAt: null, activatedBy: null, activatedAt: null };
  const links = [{ href: `/terms/${kind}/${encodeURIComponent(versionId)}`, text: 'What it says' }];
  return { versionId, status: inForce === null ? 'Holds now' : 'Replaced', ...nobody, links };
}

function standingVersions(versions: Versions<unknown>): Version<unknown>[] {
  return [...[...versions.all.values()].filter(isDraft).reverse(), ...activatedOf(versions).reverse()];
}

/** What became of a version that was not given up. */
export function statusOf({ versionId, activated }: Version<unknown>, { inForce }: Versions<unknown>): string {
  if (!activated) return 'Draft';
  return versionId === inForce ? 'Holds now' : 'Replaced';
}
