import type { Instant } from '@kept-informed/calendar';
import type { Fold } from '@kept-informed/event-store';
import type { Reach } from '../commitment/terms.rules.js';
import type {
  CalendarEvent,
  ContentOf,
  DraftDiscarded,
  PolicyEvent,
  TermsKind,
  VersionActivated,
  VersionDrafted,
  VersionEvent,
} from './versions.events.js';

/** What somebody did to a version, and when. */
export interface VersionStep {
  readonly by: string;
  readonly at: Instant;
}

/** A draft, or what became of one. */
export interface Version<Content> {
  readonly versionId: string;
  readonly content: Content;
  readonly basedOn: string | null;
  /** Who drafted it, so that it can be known whether another is somebody else. */
  readonly drafter: string;
  readonly drafted: VersionStep;
  readonly discarded?: VersionStep;
  readonly activated?: VersionStep & { readonly reach: Reach; readonly position: string };
}

/** Every version of a policy or calendar, drafts and discarded ones included, as its stream tells of them. */
export interface Versions<Content> {
  /** The stream's version; 0: nothing was ever drafted. */
  readonly version: number;
  readonly all: ReadonlyMap<string, Version<Content>>;
  /** The last that was activated; null: what the force starts with. */
  readonly inForce: string | null;
}

/** They are being folded. Policies and calendars fold alike. */
interface FoldedVersions extends Versions<unknown> {
  readonly all: Map<string, Version<unknown>>;
  inForce: string | null;
}

function drafted({ all }: FoldedVersions, { data, by, occurred: at }: VersionDrafted<TermsKind>): void {
  all.set(data.versionId, { ...data, drafted: { by, at } });
}

function discarded({ all }: FoldedVersions, { data, by, occurred: at }: DraftDiscarded<TermsKind>): void {
  all.set(data.versionId, { ...all.get(data.versionId)!, discarded: { by, at } });
}

function activated(state: FoldedVersions, { data, by, occurred: at, position }: VersionActivated<TermsKind>): void {
  const { versionId, reach } = data;
  state.all.set(versionId, { ...state.all.get(versionId)!, activated: { by, at, reach, position } });
  state.inForce = versionId;
}

const versionFold: Fold<FoldedVersions, PolicyEvent | CalendarEvent> = {
  PolicyDrafted: drafted,
  PolicyDraftDiscarded: discarded,
  PolicyActivated: activated,
  CalendarDrafted: drafted,
  CalendarDraftDiscarded: discarded,
  CalendarActivated: activated,
};

export function foldVersions<Kind extends TermsKind>(facts: readonly VersionEvent<Kind>[]): Versions<ContentOf[Kind]> {
  const state: FoldedVersions = { version: facts.at(-1)?.version ?? 0, all: new Map(), inForce: null };
  for (const fact of facts)
    (versionFold[fact.type] as (state: FoldedVersions, fact: VersionEvent<Kind>) => void)(state, fact);
  return state as Versions<ContentOf[Kind]>;
}

/** Neither activated nor discarded. */
export const isDraft = ({ activated, discarded }: Version<unknown>): boolean => !activated && !discarded;

/** Those that were activated, in that order. */
export function activatedOf<Content>({
  all,
}: Versions<Content>): (Version<Content> & Required<Pick<Version<Content>, 'activated'>>)[] {
  return [...all.values()]
    .filter((version): version is ReturnType<typeof activatedOf<Content>>[number] => version.activated !== undefined)
    .sort((a, b) => Number(BigInt(a.activated.position) - BigInt(b.activated.position)));
}
