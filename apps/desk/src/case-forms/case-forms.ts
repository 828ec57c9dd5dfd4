import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { requesterOf, undone } from '@kept-informed/case-work';
import { UnitOfWork } from '@kept-informed/event-store';
import { TimelineReader } from '../cases/timeline.reader.js';
import { textIn, type FormBody } from '../frame/form-body.js';
import { faultsIn, fieldOf, type FormFault } from '../frame/form-field.js';
import {
  type ConfirmModel,
  confirmPage,
  everythingIn,
  filledIn,
  foreseenFragment,
  type ForeseenModel,
  formPage,
  recordingBy,
  type LinesUnder,
} from '../frame/form-page.js';
import { isNotRecorded, readForm, type NotRecorded } from '../frame/form-reading.js';
import { once } from '../frame/once.js';
import { goTo } from '../frame/page.js';
import { NoSuchPage } from '../frame/page-trouble.js';
import type { TimelineRow } from '../frame/timeline-row.js';
import type { AnyCaseForm, CaseForm, FormScene, SecondThought, RecordedVersion } from './case-form.js';
import { SceneReader, type PartOfCase } from './scene.reader.js';

/** What came of a form, for its page to show. */
interface FormOutcome {
  readonly faults?: readonly FormFault[];
  readonly changed?: readonly TimelineRow[];
  readonly foreseen?: readonly LinesUnder[];
}

/** Shows the forms about a case, and takes them. */
@Injectable()
export class CaseForms {
  constructor(
    private readonly work: UnitOfWork,
    private readonly scenes: SceneReader,
    private readonly timeline: TimelineReader,
  ) {}

  /** As it was left, or as it begins. */
  async begin<F extends object, A extends RecordedVersion>(form: CaseForm<F, A>, place: PartOfCase, left?: FormBody) {
    const scene = await this.scenes.of(place, form, left);
    const begun = { ...form.begins?.(scene), key: randomUUID(), version: String(scene.whole.version) };
    return this.#page(form, scene, left ?? begun);
  }

  /** Records it once and goes on to the case; or answers the page with what is wrong, or with what would come of it. */
  async take<F extends object, A extends RecordedVersion>(
    form: CaseForm<F, A>,
    place: PartOfCase,
    body: FormBody = {},
  ) {
    if (textIn(body, 'key') === '') throw new NoSuchPage();
    const scene = await this.scenes.of(place, form, body);
    const fields = form.fields(scene, body);
    const faults = [...faultsIn(fields, body, scene.zone), ...notFound(form, scene, body)];
    const isWatched = textIn(body, 'do') === 'watch';
    if (faults.length > 0)
      return isWatched ? foreseenFragment.with(nothingYet) : this.#page(form, scene, body, { faults });
    const isAsked = isWatched || textIn(body, 'do') === 'foresee';
    const thought = isAsked || textIn(body, 'confirmed') === 'yes' ? null : (form.secondThought?.(scene) ?? null);
    const result = await readForm(form.Request, form.request(body, scene), (request) => {
      const record = () => form.record(request, scene, requesterOf([versionIn(body)]));
      return isAsked || thought ? undone(this.work, record) : this.#recorded(addressOf(form, scene), body, record);
    });
    if (isNotRecorded(result))
      return isWatched ? foreseenFragment.with(refusedAsItIs(result)) : this.#refused(form, scene, body, result);
    if (!isAsked && !thought) {
      const told = form.said === undefined ? `recorded=${versionIn(body) + 1}-${result.version}` : `said=${form.name}`;
      return goTo(`/cases/${place.caseId}?${told}`);
    }
    const foreseen = form.foreseen?.(result as A, scene) ?? [];
    if (isWatched) return foreseenFragment.with({ foreseen });
    if (!thought) return this.#page(form, scene, body, { foreseen });
    return confirmPage.with(confirmModel(form, scene, body, { thought, foreseen }));
  }

  async #refused<F extends object, A extends RecordedVersion>(
    form: CaseForm<F, A>,
    scene: FormScene,
    body: FormBody,
    { faults, changed }: NotRecorded,
  ) {
    if (changed) return this.#page(form, scene, body, { changed: await this.#since(scene, body) });
    const fields = form.fields(scene, body);
    const wrong = faults.map(({ field, text }) => ({ field: fieldOf(fields, field), text }));
    return this.#page(form, scene, body, { faults: wrong });
  }

  /** Its key with all that was filled in, whatever version was looked at: that is another after a refusal. */
  #recorded(address: string, body: FormBody, record: () => Promise<RecordedVersion>): Promise<RecordedVersion> {
    const { key, version: _, ...said } = body;
    const says = [address, Object.entries(said).toSorted()];
    return once(this.work, { key: textIn({ key }, 'key'), says }, async () => ({ version: (await record()).version }));
  }

  #since({ whole: { caseId, version } }: FormScene, body: FormBody): Promise<TimelineRow[]> {
    return this.timeline.latest(caseId, version, Math.max(1, Math.min(20, version - versionIn(body))));
  }

  #page<F extends object, A extends RecordedVersion>(
    form: CaseForm<F, A>,
    scene: FormScene,
    body: FormBody,
    { faults = [], changed = [], foreseen }: FormOutcome = {},
  ) {
    const { reference, caseId, version } = scene.whole;
    const asking = form.foreseen ? [{ text: 'What would come of it?', value: 'foresee', at: 'foreseen' }] : [];
    const model = {
      title: form.title,
      caption: reference,
      subject: form.subject?.(scene) ?? '',
      back: { href: `/cases/${caseId}`, text: `Back to ${reference}` },
      action: addressOf(form, scene),
      version: changed.length > 0 ? version : versionIn(body),
      inTheWay: null,
      changed,
      toKnow: form.toKnow?.(scene) ?? [],
      foreseen: foreseen ?? null,
      ...filledIn(form.fields(scene, body), body, faults),
      buttons: [recordingBy(form.button), ...asking],
    };
    return formPage.with(model, faults.length > 0 ? 422 : changed.length > 0 ? 412 : 200);
  }
}

function confirmModel(
  form: { readonly name: string },
  scene: FormScene,
  body: FormBody,
  { thought, foreseen }: { readonly thought: SecondThought; readonly foreseen: readonly LinesUnder[] },
): ConfirmModel {
  const { title, under, lines, button, instead } = thought;
  const { reference, caseId } = scene.whole;
  return {
    title,
    caption: reference,
    toKnow: [{ title: under, lines }, ...foreseen],
    action: addressOf(form, scene),
    filledIn: everythingIn(body),
    button,
    instead: [instead ?? { href: `/cases/${caseId}`, text: 'Leave it as it is' }],
  };
}

/** What is told while a form is filled in whose fields say nothing yet. */
const nothingYet: ForeseenModel = { foreseen: null };

/** The same where it could not be recorded: by then everybody knows what stands in the way. */
const refusedAsItIs = ({ faults, changed }: NotRecorded): ForeseenModel => ({
  foreseen: [
    changed
      ? { title: 'Somebody changed this case while you typed. Go on: what changed is shown to you.', lines: [] }
      : { title: 'As it is this cannot be recorded:', lines: faults.map(({ text }) => text) },
  ],
});

/** The reference of another case leads to none that who asks sees, or to several. */
function notFound(
  { otherCase = '' }: Pick<AnyCaseForm, 'otherCase'>,
  { other, othersMeant }: FormScene,
  body: FormBody,
): FormFault[] {
  const typed = textIn(body, otherCase);
  if (other !== null || typed === '') return [];
  const [kind] = othersMeant;
  const text =
    kind === undefined
      ? 'There is no case with this reference, or none that you may see'
      : `More than one case has this reference: write before it what it is, such as ${kind} ${typed}`;
  return [{ field: otherCase, text }];
}

const versionIn = (body: FormBody): number => Number(textIn(body, 'version')) || 0;

const addressOf = ({ name }: { readonly name: string }, { whole, part }: FormScene): string =>
  `/cases/${whole.caseId}/record/${name}${part === '' ? '' : `/${part}`}`;
