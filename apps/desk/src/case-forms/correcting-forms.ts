import { Injectable } from '@nestjs/common';
import { ContactCorrections, PuttingRight, SafeContact } from '@kept-informed/case-work';
import type { AnyCaseForm } from './case-form.js';
import { correctionForm } from './correction-form.js';
import { detailsForm, personForm } from './details-forms.js';
import { routeEndForm, routeForm } from './route-forms.js';

/** The forms that say what was recorded wrongly, and how people are reached now. */
@Injectable()
export class CorrectingForms {
  readonly all: readonly AnyCaseForm[];

  constructor(corrections: ContactCorrections, right: PuttingRight, safety: SafeContact) {
    this.all = [
      correctionForm(corrections),
      detailsForm(right),
      personForm(right),
      routeForm(safety),
      routeEndForm(safety),
    ];
  }
}
