import { Injectable } from '@nestjs/common';
import { Figures, ReadModel } from '@kept-informed/case-work';
import { OwnForce } from '@kept-informed/commitments';
import { rules } from '@kept-informed/fields';
import { knownAtIn } from '../cases/known-at.js';
import { postInWords, sentence } from '../cases/words.js';
import { filesAt } from './file-links.js';
import { choicesOf } from './report-choices.js';
import { type Address, addressOf, textOf } from './report-query.js';
import type { SilenceModel } from './silence-page.js';

const atOnce = 50;
const spaced = (code: string): string => sentence(code.replaceAll('-', ' '));

/** For how many days or more, as an address says it; undefined: no number of days that can be asked for. */
export function silentDaysIn(said: unknown): number | undefined {
  const days = Number(said);
  return Number.isInteger(days) && days >= 1 && days <= 3_650 ? days : undefined;
}

/** Who has heard nothing for how long, whether or not anything was owed, as a page shows it. */
@Injectable()
export class SilenceReader {
  constructor(
    private readonly figures: Figures,
    private readonly force: OwnForce,
    private readonly reading: ReadModel,
  ) {}

  async page(address: Address, mayOpen: boolean): Promise<SilenceModel> {
    const said = { days: '28', known: '', ...address };
    const { bcu, team } = choicesOf(said, this.force);
    const model = { days: String(said.days), known: String(said.known), bcu, team, mayOpen };
    const days = silentDaysIn(said.days);
    if (days === undefined) {
      const text = 'Enter a number of days from 1 to 3650';
      return { ...model, faults: [{ field: 'days', text }], silence: null };
    }
    const knownAt = knownAtIn(said.known, this.reading.now, this.force.zone);
    const [since, participantId] = typeof address['after'] === 'string' ? address['after'].split('~') : [];
    const isPlace = rules.instant.accepts(since) && rules.id.accepts(participantId);
    const asked = { days, knownAt, bcu: textOf(said, 'bcu'), team: textOf(said, 'team') };
    const found = await this.figures.silence(
      asked,
      isPlace ? { since: since!, participantId: participantId! } : undefined,
      atOnce,
    );
    const shown = found.items.slice(0, atOnce);
    const last = shown.at(-1);
    const parts = { days: model.days, known: model.known, bcu: asked.bcu, team: asked.team };
    const directory = this.force.directory.current;
    return {
      ...model,
      faults: [],
      silence: {
        asOf: found.asOf,
        rows: shown.map(({ caseId, reference, role, entitlement, owner, daysSilent, sinceOn, lastUpdateAt }) => ({
          caseId,
          reference,
          role: spaced(role),
          entitlement: spaced(entitlement),
          owner: sentence(postInWords(owner, directory)),
          daysSilent,
          since: sinceOn,
          isNeverTold: lastUpdateAt === null,
        })),
        files: filesAt('/silence', { ...parts, known: undefined, knownAt: found.knownAt }),
        next:
          found.items.length > atOnce
            ? addressOf('/silence', { ...parts, after: `${last!.since}~${last!.participantId}` })
            : null,
      },
    };
  }
}
