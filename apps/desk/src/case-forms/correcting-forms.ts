import { Injectable } from '@nestjs/common';
import { ContactCorrections, PuttingRight } from '@kept-informed/case-work';
import { People } from '@kept-informed/people';
import type { AnyCaseForm } from './case-form.js';
import { correctionForm } from './correction-form.js';
import { detailsForm, personForm } from './details-forms.js';
import { routeEndForm, routeForm } from './route-forms.js';

/** The forms that say what was recorded wrongly, and how people are reached now. */
@Injectable()
export class CorrectingForms {
  readonly all: readonly AnyCaseForm[];

  constructor(corrections: ContactCorrections, right: PuttingRight, people: People) {
    this.all = [
      correctionForm(corrections),
      detailsForm(right),
      personForm(right),
      routeForm(people),
      routeEndForm(people),
    ];
  }
}
