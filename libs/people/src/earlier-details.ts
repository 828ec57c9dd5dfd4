import type { Instant } from '@kept-informed/calendar';
import { ask, type UnitOfWork } from '@kept-informed/event-store';
import type { PeopleWatch } from './people-watch.js';
import type { PersonFact } from './person-details.js';
import { opened, sealed, type KeptKey, type PersonKeys } from './person-keys.js';

/** What was known of a person before it was put right. */
export interface EarlierDetail {
  readonly field: PersonFact;
  readonly value: string | null;
  readonly replacedAt: Instant;
  /** Null: it was not kept then. */
  readonly replacedBy: string | null;
  /** The note that says why. */
  readonly noteId: string | null;
}

type EarlierWords = Pick<EarlierDetail, 'field' | 'value'>;

interface SealedEarlier extends KeptKey, Omit<EarlierDetail, keyof EarlierWords> {
  readonly sealed: Buffer;
  readonly caseId: string;
}

const add = `insert into earlier_details (participant_id, sealed, replaced_at, replaced_by, note_id)
  values ($1, $2, $3, $4, $5)`;

const find = `select e.sealed, e.replaced_at as "replacedAt", e.replaced_by as "replacedBy", e.note_id as "noteId",
    k.key_id as "keyId", k.wrapped, p.case_id as "caseId"
  from earlier_details e join person_keys k on k.key_id = e.participant_id
    join people p on p.participant_id = e.participant_id
  where e.participant_id = $1 and e.sealed is not null order by e.replaced_at desc, e.place desc`;

export const earlierPlace = (participantId: string): string => `earlier ${participantId}`;

/** What people were known as before. */
export class EarlierDetails {
  constructor(
    private readonly work: UnitOfWork,
    private readonly keys: PersonKeys,
    private readonly watch: PeopleWatch,
  ) {}

  async keep(
    participantId: string,
    key: Buffer,
    earlier: readonly EarlierWords[],
    { at, by, noteId = null }: { readonly at: Instant; readonly by: string; readonly noteId?: string | null },
  ): Promise<void> {
    for (const words of earlier) {
      const own = sealed(key, words, earlierPlace(participantId));
      await ask(this.work.manager, add, [participantId, own, at, by, noteId]);
    }
  }

  async of(participantId: string): Promise<EarlierDetail[]> {
    const rows = await ask<SealedEarlier>(this.work.manager, find, [participantId]);
    return Promise.all(
      rows.map(async ({ sealed: words, keyId, wrapped, caseId, ...rest }) => {
        const key = await this.keys.open({ keyId, wrapped });
        const earlier = opened<EarlierWords>(key, words, earlierPlace(participantId));
        if (earlier.value !== null) this.watch({ caseId, participantId, fields: [earlier.field] });
        return { ...earlier, ...rest };
      }),
    );
  }
}
