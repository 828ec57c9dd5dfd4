import { roleMissing } from '@kept-informed/access';
import { dayInWords } from '@kept-informed/calendar';
import type { RulingRecord, ToldObligation } from '@kept-informed/case-work';
import type { Commitment } from '@kept-informed/commitments';
import { nameIn } from '../cases/words.js';
import type { LinesUnder } from '../frame/form-page.js';
import { NoSuchPage } from '../frame/page-trouble.js';
import { isSupervisor } from '../frame/viewers.js';
import { owedInWords, type FormScene } from './case-form.js';

/** What is owed, of the case, that a form is about. */
export function owedOne({ whole, part }: FormScene): ToldObligation {
  const found = whole.obligations.find(({ obligationId }) => obligationId === part);
  if (!found) throw new NoSuchPage();
  return found;
}

/** The promise behind it; undefined: the force keeps it no longer. */
export function promiseOf(scene: FormScene): Commitment | undefined {
  const { commitment } = owedOne(scene);
  return scene.book.catalogue.find(({ id }) => id === commitment);
}

/** How it stands once that is recorded. */
function standsThen({ obligation, moved }: RulingRecord): readonly LinesUnder[] {
  const move = moved && `It was due on ${dayInWords(moved.fromDueOn)}, and is due on ${dayInWords(moved.toDueOn)}`;
  return [
    { title: 'It stands then:', lines: [`${obligation.title}: ${obligation.dueInWords}`, ...(move ? [move] : [])] },
  ];
}

/** What forms about one thing that is owed have alike. */
export const aboutOwed = {
  subject: (scene: FormScene) => `${owedOne(scene).title}, ${nameIn(scene.whole, owedOne(scene).participantId)}`,
  toKnow: (scene: FormScene): readonly LinesUnder[] => [
    { title: 'What is owed now', lines: owedInWords([owedOne(scene)], scene) },
  ],
  foreseen: standsThen,
};

/** Refused where only a supervisor decides it. */
export function requireMayRule(isOfSupervisors: boolean): void {
  if (isOfSupervisors && !isSupervisor()) throw roleMissing();
}
