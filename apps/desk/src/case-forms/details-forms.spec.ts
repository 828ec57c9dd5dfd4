import { describe, expect, it } from '@jest/globals';
import { fieldsIn } from '../frame/form-field.js';
import { shownFields } from '../frame/shown-field.js';
import type { FormScene } from './case-form.js';
import { personForm } from './details-forms.js';

const form = personForm(undefined as never);
const scene = (role: string, more: object = {}) =>
  ({
    part: 'p-1',
    whole: { participants: [{ participantId: 'p-1', role, name: 'Siân', business: false, ...more }] },
  }) as unknown as FormScene;
const said = { ethnicity: 'W2', religion: 'refused' };

describe('a person as they are put right', () => {
  it('begin as they are known, of what they said of themselves too', () => {
    expect(form.begins!(scene('victim', { characteristics: said }))).toEqual({
      role: 'victim',
      name: 'Siân',
      language: '',
      interpreter: '',
      needs: '',
      business: 'no',
      'characteristics-ethnicity': 'W2',
      'characteristics-religion': 'refused',
    });
  });

  it('are asked for the last day of their authority where they act for somebody, and then alone', () => {
    const names = (role: string) => fieldsIn(form.fields(scene(role), {})).map(({ name }) => name);
    expect(names('representative')).toContain('authorityUntil');
    expect(names('victim')).not.toContain('authorityUntil');
    const day = { 'authorityUntil-day': '5', 'authorityUntil-month': '3', 'authorityUntil-year': '27' };
    expect(form.request(day, scene('representative'))).toMatchObject({ authorityUntil: '2027-03-05' });
  });

  it('are a business, a person, or what nobody said', () => {
    const asked = ['yes', 'no', ''].map((business) => form.request({ business }, scene('victim')));
    expect(asked.map((one) => (one as { business?: boolean }).business)).toEqual([true, false, undefined]);
  });

  it('refused to say, however that is typed, and were not asked where nothing is', () => {
    const typed = {
      'characteristics-religion': ' Refused ',
      'characteristics-sex': 'female',
      'characteristics-disability': '',
    };
    expect(form.request(typed, scene('victim'))).toMatchObject({
      characteristics: { religion: 'refused', sex: 'female' },
    });
    expect(form.request({}, scene('victim'))).toMatchObject({ characteristics: undefined });
  });

  it('are not made to have said nothing of what they said', () => {
    const missing = (characteristics: object) =>
      fieldsIn(form.fields(scene('victim', { characteristics }), {}))
        .filter((one) => one.missing !== undefined && one.name.startsWith('characteristics'))
        .map(({ name }) => name);
    expect([missing({}), missing(said)]).toEqual([[], ['characteristics-religion']]);
    const ethnicities = (characteristics: object) =>
      fieldsIn(form.fields(scene('victim', { characteristics }), {}))
        .flatMap((one) => ('options' in one && one.name.endsWith('ethnicity') ? one.options : []))
        .map(({ value }) => value);
    expect([ethnicities({}).length, ethnicities({}).includes(''), ethnicities(said).includes('')]).toEqual([
      20,
      true,
      false,
    ]);
  });

  it('show nobody who passes by what they said: folded though it is filled in, and unfolded by what is wrong', () => {
    const whole = scene('victim', { characteristics: said });
    const isOpen = (faults: readonly { field: string; text: string }[]) =>
      shownFields(form.fields(whole, {}), form.begins!(whole), faults).find(({ kind }) => kind === 'folded')!.isOpen;
    expect([isOpen([]), isOpen([{ field: 'characteristics-religion', text: 'Too long' }])]).toEqual([false, true]);
  });
});
