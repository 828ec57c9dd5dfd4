import type { Instant } from '@kept-informed/calendar';
import { ask, type UnitOfWork } from '@kept-informed/event-store';
import type { BlindIndex } from './blind-index.js';
import { opened, type PersonKeys, type KeptKey, sealed, together } from './person-keys.js';

/** Whose draft it is, of which form, and on which case; null: the form is about none. */
export interface DraftPlace {
  readonly staffId: string;
  readonly form: string;
  readonly caseId: string | null;
}

/** What stands in a form, by the names of its fields. */
export type DraftFields = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What somebody typed into a form, which is not recorded. */
export interface Draft {
  readonly fields: DraftFields;
  readonly keptAt: Instant;
}

interface SealedDraft {
  readonly sealed: Buffer;
  readonly named: readonly string[];
  readonly keptAt: Instant;
  readonly keys: readonly KeptKey[];
}

const aDayBefore = (moment: string) => `${moment}::timestamptz - interval '24 hours'`;

const onCases = 'select participant_id as id from people where case_id = any($1)';
const forget = `delete from drafts where kept_at <= ${aDayBefore('$1')}`;
const drop = 'delete from drafts where staff_id = $1 and form = $2 and case_id = $3';

/** After what the same form has recorded, nothing that it said is kept any more. */
const put = `insert into drafts (staff_id, form, case_id, form_key, sealed, named, kept_at) values ($1, $2, $3, $4, $5, $6, $7)
  on conflict (staff_id, form, case_id) do update
    set form_key = excluded.form_key, sealed = excluded.sealed, named = excluded.named, kept_at = excluded.kept_at
    where drafts.sealed is not null or drafts.form_key <> excluded.form_key`;

/** What another window says of the same form stays. */
const finish = `insert into drafts (staff_id, form, case_id, form_key, named, kept_at) values ($1, $2, $3, $4, '{}', $5)
  on conflict (staff_id, form, case_id) do update
    set form_key = excluded.form_key, sealed = null, named = '{}', kept_at = excluded.kept_at
    where drafts.sealed is null or drafts.form_key = excluded.form_key`;

const find = `select d.sealed, d.named, d.kept_at as "keptAt", (
    select coalesce(jsonb_agg(jsonb_build_object('keyId', k.key_id, 'wrapped', k.wrapped)), '[]')
    from person_keys k where k.key_id = any(d.named)) as keys
  from drafts d where d.staff_id = $1 and d.form = $2 and d.case_id = $3 and d.sealed is not null
    and d.kept_at > ${aDayBefore('$4')}`;

/** So many of a writer are kept, the newest: nobody types into more forms in a day, and a script could for ever. */
const mostOfOne = 100;

const dropOlder = `delete from drafts where staff_id = $1 and sealed is not null and kept_at < (
    select kept_at from drafts where staff_id = $1 and sealed is not null order by kept_at desc offset $2 - 1 limit 1)`;

/** What is to be kept of a form. */
export interface DraftToKeep {
  /** The same in every sending of the form. */
  readonly formKey: string;
  readonly fields: DraftFields;
  /** Cases whose people it may name: its own, and those that this was merged into. */
  readonly caseIds: readonly string[];
}

/**
 * What is being typed, for a day: one draft of a form for each writer and case. Each is under the keys of its writer and of the
 * people of its case, all of them together: where one of these is destroyed nobody reads it again (docs/decisions/0025).
 */
export class Drafts {
  constructor(
    private readonly work: UnitOfWork,
    private readonly keys: PersonKeys,
    private readonly index: BlindIndex,
  ) {}

  async keep(place: DraftPlace, { formKey, fields, caseIds }: DraftToKeep, at: Instant): Promise<void> {
    await this.index.ready();
    const named = await ask<{ id: string }>(this.work.manager, onCases, [caseIds]);
    const keys = await this.keys.of([writerKey(place.staffId), ...named.map(({ id }) => id)]);
    const words = sealed(together(keys, 'draft'), fields, placeOf(place));
    await ask(this.work.manager, put, [...inTable(place), formKey, words, [...keys.keys()], at]);
    await ask(this.work.manager, dropOlder, [place.staffId, mostOfOne]);
    await this.forget(at);
  }

  /** Undefined: nothing was typed within a day, or somebody of the case was erased since. */
  async of(place: DraftPlace, now: Instant): Promise<Draft | undefined> {
    const [found] = await ask<SealedDraft>(this.work.manager, find, [...inTable(place), now]);
    if (!found || found.keys.length < found.named.length) return undefined;
    const held = await Promise.all(found.keys.map(async (kept) => [kept.keyId, await this.keys.open(kept)] as const));
    const fields = opened<DraftFields>(together(new Map(held), 'draft'), found.sealed, placeOf(place));
    return { fields, keptAt: found.keptAt };
  }

  /** What a form said is recorded: its draft goes, and one that was still on its way is not kept. */
  async finish(place: DraftPlace, formKey: string, at: Instant): Promise<void> {
    await ask(this.work.manager, finish, [...inTable(place), formKey, at]);
  }

  async drop(place: DraftPlace): Promise<void> {
    await ask(this.work.manager, drop, inTable(place));
  }

  /** Those of a day ago go for good. */
  async forget(now: Instant): Promise<void> {
    await ask(this.work.manager, forget, [now]);
  }
}

const inTable = ({ staffId, form, caseId }: DraftPlace): string[] => [staffId, form, caseId ?? ''];
const placeOf = (place: DraftPlace): string => `draft ${inTable(place).join(' ')}`;

/** No participant has an id with a space. */
const writerKey = (staffId: string): string => `writer ${staffId}`;
