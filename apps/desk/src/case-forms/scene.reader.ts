import { Injectable } from '@nestjs/common';
import { ReadModel, WholeCase, type WholeCaseView } from '@kept-informed/case-work';
import { OwnForce } from '@kept-informed/commitments';
import { rules } from '@kept-informed/fields';
import { FindReader } from '../find/find.reader.js';
import { textIn, type FormBody } from '../frame/form-body.js';
import { NoSuchPage } from '../frame/page-trouble.js';
import type { FormScene, OtherCase } from './case-form.js';

/** A case, and what is named of it. */
export interface PartOfCase {
  readonly caseId: string;
  readonly part?: string;
}

/** What a form has to see beside the case as it stands. */
interface WhatToSee {
  readonly looksBack?: true;
  readonly otherCase?: string;
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
    private readonly finding: FindReader,
  ) {}

  async of(
    { caseId, part = '' }: PartOfCase,
    { looksBack, otherCase }: WhatToSee,
    body: FormBody = {},
  ): Promise<FormScene> {
    if (!rules.id.accepts(caseId) || (part !== '' && !rules.id.accepts(part))) throw new NoSuchPage();
    const [whole, book] = await Promise.all([this.whole.read(caseId, { personal: true }), this.force.rulebook()]);
    const { zone, directory } = this.force;
    const entries = looksBack ? await this.#entries(whole) : [];
    const others = otherCase === undefined ? [] : await this.#meant(textIn(body, otherCase));
    const other = others.length === 1 ? await this.#other(others[0]!) : null;
    const { now } = this.reading;
    const othersMeant = others.map(({ kind }) => kind);
    return { whole, book, zone, directory: directory.current, now, part, entries, other, othersMeant };
  }

  async #entries({ caseId, version }: WholeCaseView) {
    const after = Math.max(0, version - lookedThrough);
    const { items } = await this.whole.timeline(caseId, true, { after, limit: lookedThrough });
    return items;
  }

  async #meant(reference: string) {
    return reference === '' ? [] : this.finding.meant(reference);
  }

  async #other({ caseId }: { readonly caseId: string }): Promise<OtherCase> {
    const whole = await this.whole.read(caseId, { personal: true });
    return { whole, entries: await this.#entries(whole) };
  }
}
