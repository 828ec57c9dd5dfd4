import { Injectable } from '@nestjs/common';
import { ContactCorrections, ContactReceipts, PuttingRight, SafeContact } from '@kept-informed/case-work';
import type { AnyCaseForm } from './case-form.js';
import { correctionForm } from './correction-form.js';
import { detailsForm, personForm } from './details-forms.js';
import { transferForm, voidForm } from './ending-forms.js';
import { deathEndForm } from './life-forms.js';
import { movingForm } from './moving-form.js';
import { receiptForm } from './receipt-form.js';
import { routeEndForm, routeForm } from './route-forms.js';

/** The forms that say what was recorded wrongly, and what became of what was sent, and how people are reached now. */
@Injectable()
export class CorrectingForms {
  readonly all: readonly AnyCaseForm[];

  constructor(corrections: ContactCorrections, right: PuttingRight, safety: SafeContact, receipts: ContactReceipts) {
    this.all = [
      correctionForm(corrections),
      movingForm(corrections),
      receiptForm(receipts),
      detailsForm(right),
      personForm(right),
      routeForm(safety),
      routeEndForm(safety),
      deathEndForm(right),
      transferForm(right),
      voidForm(right),
    ];
  }
}
