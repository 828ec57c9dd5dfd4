import { Body, Controller } from '@nestjs/common';
import { ReadModel } from '@kept-informed/case-work';
import { OwnForce } from '@kept-informed/commitments';
import { readBy, rules } from '@kept-informed/fields';
import { listCases } from '@kept-informed/follow-up';
import { postInWords } from '../cases/words.js';
import { textIn, type FormBody } from '../frame/form-body.js';
import { Form, goTo, Page, page } from '../frame/page.js';

interface FoundCase {
  readonly caseId: string;
  readonly reference: string;
  readonly kind: string;
  readonly about: string;
  readonly status: string;
  readonly owner: string;
  readonly openedAt: string;
}

export interface FindModel {
  readonly q: string;
  /** Null: nothing was asked for yet. */
  readonly found: readonly FoundCase[] | null;
  readonly hasMore: boolean;
}

export const findPage = page<FindModel>('find.njk');
const reach = { at: 'find', roles: ['desk', 'supervisor'], about: 'cases' } as const;
const atMost = 50;

/** Finds cases by their references, in any spelling of them and by how they begin. What is looked for stands in no address. */
@Controller()
export class FindController {
  constructor(
    private readonly reading: ReadModel,
    private readonly force: OwnForce,
  ) {}

  @Page(findPage, reach)
  begin() {
    return findPage.with({ q: '', found: null, hasMore: false });
  }

  @Form(findPage, reach)
  async find(@Body() body: FormBody) {
    const typed = textIn(body ?? {}, 'q').slice(0, 64);
    if (typed === '') return this.begin();
    const q = String(readBy(rules.reference, typed));
    const sight = await this.reading.sight();
    const found = await listCases(this.reading.manager, { q, sight }, atMost + 1);
    const exact = found.filter(({ reference }) => reference === q);
    if (exact.length === 1) return goTo(`/cases/${exact[0]!.caseId}`);
    const directory = this.force.directory.current;
    const shown = found.slice(0, atMost).map(({ offenceGroup, area, owner, ...one }) => ({
      caseId: one.caseId,
      reference: one.reference,
      kind: one.kind,
      about: [offenceGroup?.replaceAll('-', ' '), area?.lpt].filter((part) => part).join(', '),
      status: one.status,
      owner: postInWords(owner, directory),
      openedAt: one.openedAt,
    }));
    return findPage.with({ q: typed, found: shown, hasMore: found.length > atMost });
  }
}
