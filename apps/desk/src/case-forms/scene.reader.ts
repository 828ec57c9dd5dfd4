import { Injectable } from '@nestjs/common';
import { ReadModel, WholeCase } from '@kept-informed/case-work';
import { OwnForce } from '@kept-informed/commitments';
import { rules } from '@kept-informed/fields';
import { NoSuchPage } from '../frame/page-trouble.js';
import type { FormScene } from './case-form.js';

/** A case, and what is named of it. */
export interface PartOfCase {
  readonly caseId: string;
  readonly part?: string;
}

/** So far back a form looks. */
const lookedThrough = 1_000;

/** Puts together what forms are made of. */
@Injectable()
export class SceneReader {
  constructor(
    private readonly whole: WholeCase,
    private readonly reading: ReadModel,
    private readonly force: OwnForce,
  ) {}

  async of({ caseId, part = '' }: PartOfCase, looksBack = false): Promise<FormScene> {
    if (!rules.id.accepts(caseId) || (part !== '' && !rules.id.accepts(part))) throw new NoSuchPage();
    const [whole, book] = await Promise.all([this.whole.read(caseId, { personal: true }), this.force.rulebook()]);
    const { zone, directory } = this.force;
    const after = Math.max(0, whole.version - lookedThrough);
    const { items } = looksBack
      ? await this.whole.timeline(caseId, true, { after, limit: lookedThrough })
      : { items: [] };
    return { whole, book, zone, directory: directory.current, now: this.reading.now, part, entries: items };
  }
}
