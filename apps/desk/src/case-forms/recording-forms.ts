import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { CaseRecording, ReadModel } from '@kept-informed/case-work';
import type { AnyCaseForm } from './case-form.js';
import { closingForm, handoverForm, reopeningForm } from './closing-forms.js';
import { feedbackForm, replyForm, withdrawalForm } from './feedback-forms.js';
import { joiningForm } from './joining-form.js';
import { authorityEndForm, deathForm } from './life-forms.js';
import { milestoneForm } from './milestone-form.js';
import { optInForm, optOutForm } from './opt-out-forms.js';
import { entitlementForm, planForm } from './participant-forms.js';
import { linkForm, mergerForm } from './partner-forms.js';
import { milestoneVoidForm, optOutVoidForm } from './striking-forms.js';

/** The forms that say what happened, and what was agreed. */
@Injectable()
export class RecordingForms {
  readonly all: readonly AnyCaseForm[];

  constructor(recording: CaseRecording, reading: ReadModel, bus: CommandBus) {
    this.all = [
      milestoneForm(recording),
      feedbackForm(recording),
      replyForm(recording, bus),
      withdrawalForm(bus),
      closingForm(recording, bus),
      reopeningForm(recording, bus),
      handoverForm(bus),
      entitlementForm(recording, bus),
      planForm(recording),
      optOutForm(recording, reading),
      optInForm(recording, bus),
      optOutVoidForm(recording),
      milestoneVoidForm(recording),
      joiningForm(recording),
      authorityEndForm(recording, bus),
      deathForm(recording, bus),
      mergerForm(recording),
      linkForm(bus),
    ];
  }
}
