import { counterPage, maySayPage, type MaySayModel } from '../counter/counter-page.js';
import type { ShownPage } from '../frame/page.js';
import { at, name } from './sample-words.fixture.js';

const maySay: MaySayModel = {
  reference: 'CR/1/26',
  proved: name,
  maySay: [name],
  mayNotSay: [{ what: name, because: name }],
  callBack: [name],
  isVerified: true,
  rule: { because: name, since: at },
  done: name,
  links: { identity: '/counter', message: '/counter', enquiry: '/counter' },
};

/** The pages of the counter in their states. */
export const counterSamples: readonly ShownPage[] = [
  counterPage.with({ q: '', reference: '', found: null, hasMore: false, ofReference: '' }),
  counterPage.with({ q: name, reference: name, found: [], hasMore: false, ofReference: name }),
  counterPage.with({
    q: 'Ann',
    reference: '',
    found: [{ href: '/counter/c-1/p-1/identity', name, role: 'victim', reference: 'CR/1/26', matched: name }],
    hasMore: true,
    ofReference: '',
  }),
  maySayPage.with(maySay),
  maySayPage.with({ ...maySay, callBack: [], rule: { because: name, since: null }, done: '' }),
  maySayPage.with({ ...maySay, isVerified: false, proved: '', callBack: [], done: '' }),
];
