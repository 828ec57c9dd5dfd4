import { localDate, type Instant, type LocalDate, type Zone } from '@kept-informed/calendar';
import type { NewFact } from '@kept-informed/event-store';
import type { Reach } from '../commitment/terms.rules.js';
import { conflict, idOf, notFound, refuse, type Requester } from '@kept-informed/decisions';
import { versionFacts, type ContentOf, type TermsKind, type VersionDraft } from './versions.events.js';
import { isDraft, type Version, type Versions } from './versions.state.js';

/** Who asks for a version, by their staff id and by whose token it is. */
type Asker = Pick<Requester, 'by' | 'subject'>;

/** A subject may be an address: a fact holds it so that it can be known again, and be read by nobody. */
const drafterOf = (versionId: string, { by, subject = by }: Asker): string => idOf(versionId, subject);

/**
 * A whole version is written down. Its id follows from its place in the stream and from what it says, so that no other can
 * ever stand in for it.
 */
export function draftVersion<Kind extends TermsKind>(
  kind: Kind,
  state: Versions<ContentOf[Kind]>,
  { content, asker }: { readonly content: ContentOf[Kind]; readonly asker: Asker },
  now: Instant,
): NewFact<(typeof versionFacts.drafted)[Kind], VersionDraft<ContentOf[Kind]>>[] {
  const place = state.version + 1;
  const versionId = `${kind}-${place}-${idOf(kind, place, JSON.stringify(content)).slice(0, 8)}`;
  const drafter = drafterOf(versionId, asker);
  return [
    { type: versionFacts.drafted[kind], data: { versionId, basedOn: state.inForce, content, drafter }, occurred: now },
  ];
}

/** A draft is given up; it stays readable. Refused for what is no draft any more. */
export function discardDraft<Kind extends TermsKind>(
  kind: Kind,
  state: Versions<ContentOf[Kind]>,
  versionId: string,
  now: Instant,
): NewFact<(typeof versionFacts.discarded)[Kind], { readonly versionId: string }>[] {
  requireDraft(state, versionId);
  return [{ type: versionFacts.discarded[kind], data: { versionId }, occurred: now }];
}

/** How far an activation is asked to reach, and by whom. */
export interface ActivationRequest extends Asker {
  readonly versionId: string;
  readonly reach: Reach['to'];
  readonly on?: LocalDate;
}

/**
 * A draft holds from now on. Refused for whoever drafted it, be it by another token or another account of theirs, for one written for a version that another has replaced
 * since, and for time left on a date before the activation (docs/decisions/0007).
 */
export function activateVersion<Kind extends TermsKind>(
  kind: Kind,
  state: Versions<ContentOf[Kind]>,
  { versionId, by, subject, ...asked }: ActivationRequest,
  { now, zone }: { readonly now: Instant; readonly zone: Zone },
): NewFact<(typeof versionFacts.activated)[Kind], { readonly versionId: string; readonly reach: Reach }>[] {
  const draft = requireDraft(state, versionId);
  if (draft.drafted.by === by || draft.drafter === drafterOf(versionId, { by, subject }))
    throw conflict('own-draft', 'Whoever drafted it cannot activate it: that takes a second person.');
  requireCurrent(draft, state);
  const reach = reachOf(asked.reach, asked.on, localDate(now, zone));
  return [{ type: versionFacts.activated[kind], data: { versionId, reach }, occurred: now }];
}

/** The draft with this id. Refused where there is none, or none any more. */
export function requireDraft<Content>({ all }: Versions<Content>, versionId: string): Version<Content> {
  const draft = all.get(versionId);
  if (!draft) throw notFound('unknown-draft', 'There is no such draft.');
  if (isDraft(draft)) return draft;
  const what = draft.activated ? 'activated' : 'discarded';
  throw conflict('draft-ended', `The draft was ${what}. What it says holds or stays readable, and cannot be changed.`);
}

/** Refused where another version was activated since: the draft would silently undo it. */
export function requireCurrent({ basedOn }: Version<unknown>, { inForce }: Versions<unknown>): void {
  if (basedOn !== inForce)
    throw conflict('draft-outdated', 'Another version was activated since this was drafted. Draft it again on that.');
}

/** How far it reaches, from what was asked. `on` goes with time left, and with nothing else. */
export function reachOf(to: Reach['to'], on: LocalDate | undefined, today: LocalDate): Reach {
  if (to !== 'time-left') {
    if (on !== undefined) throw refuse('reach-date-not-fitting', '/on', 'A date goes with time-left only.');
    return { to };
  }
  if (on === undefined) throw refuse('reach-date-not-fitting', '/on', 'Say on which date the time left is counted.');
  if (on < today) throw refuse('reach-date-past', '/on', 'The time left counts from a date that is not past.');
  return { to, on };
}
