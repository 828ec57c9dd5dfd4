import type { Instant } from '@kept-informed/calendar';
import type { Reach } from '../commitment/terms.rules.js';
import type { VersionEvent } from './versions.events.js';

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

export function foldVersions<Content>(facts: readonly VersionEvent<Content>[]): Versions<Content> {
  const all = new Map<string, Version<Content>>();
  let inForce: string | null = null;
  for (const { type, data, by, occurred: at, position } of facts) {
    const { versionId } = data;
    if (type.endsWith('Drafted')) {
      const { basedOn, content } = data as Extract<typeof data, { content: Content }>;
      all.set(versionId, { versionId, content, basedOn, drafted: { by, at } });
    } else if (type.endsWith('DraftDiscarded')) all.set(versionId, { ...all.get(versionId)!, discarded: { by, at } });
    else {
      const { reach } = data as Extract<typeof data, { reach: Reach }>;
      all.set(versionId, { ...all.get(versionId)!, activated: { by, at, reach, position } });
      inForce = versionId;
    }
  }
  return { version: facts.at(-1)?.version ?? 0, all, inForce };
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
