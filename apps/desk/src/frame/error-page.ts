import { HttpException } from '@nestjs/common';
import { AccessRefused } from '@kept-informed/access';
import { Refused } from '@kept-informed/decisions';
import { isDatabaseAway } from '@kept-informed/event-store';
import { page } from './page.js';
import {
  CrossSite,
  PageTrouble,
  RecordedOtherwise,
  SignInFailed,
  SignInNeeded,
  WrittenByAnother,
} from './page-trouble.js';

/** Something went wrong, in plain words, with a way on. */
export interface ErrorModel {
  readonly title: string;
  readonly lines: readonly string[];
  readonly wayOn: { readonly href: string; readonly text: string };
  readonly requestId: string;
}

export const errorPage = page<ErrorModel>('error.njk');

interface ErrorWords {
  readonly title: string;
  readonly lines: readonly string[];
}

const words: Readonly<Record<number, ErrorWords>> = {
  400: { title: 'We could not read that', lines: ['What your browser sent is incomplete. Nothing was recorded.'] },
  401: {
    title: 'You need to sign in again',
    lines: ['You were signed out while this page was open. Nothing was recorded.'],
  },
  403: { title: 'You may not see this page', lines: ['Your role does not let you in here. Nothing was recorded.'] },
  404: {
    title: 'There is no such page',
    lines: ['If you typed the address, check it.', 'If you looked for a case, find it by its reference.'],
  },
  405: { title: 'That cannot be done here', lines: ['This page cannot be used in this way. Nothing was recorded.'] },
  409: { title: 'That cannot be done any more', lines: ['What is recorded by now stands in the way of it.'] },
  412: {
    title: 'Somebody changed this while you were looking at it',
    lines: ['Look at it again, then do it again if it is still right. Nothing was recorded.'],
  },
  413: { title: 'That is too long', lines: ['What you sent is longer than can be kept. Nothing was recorded.'] },
  422: { title: 'That cannot be recorded', lines: ['Go back and look at what you entered. Nothing was recorded.'] },
  429: { title: 'Too many requests', lines: ['Wait a minute, then try again.'] },
  500: {
    title: 'Something went wrong here',
    lines: [
      'It is our fault, not yours. Try again in a moment; if it stays, tell the administrators the number below.',
    ],
  },
  501: {
    title: 'There is no PDF here',
    lines: ['The machine on which this runs cannot make it. Take a spreadsheet, or print the page.'],
  },
  503: { title: 'We cannot answer just now', lines: ['Try again in a minute. Nothing was recorded.'] },
};

const own = new Map<unknown, ErrorWords>([
  [
    CrossSite,
    {
      title: 'That did not come from a page of Kept Informed',
      lines: ['Another site sent this in your name. Nothing was recorded.'],
    },
  ],
  [
    RecordedOtherwise,
    {
      title: 'This form was recorded before',
      lines: [
        'You went back and changed it since. What you changed was not recorded: look at what is, then say it anew.',
      ],
    },
  ],
  [
    WrittenByAnother,
    {
      title: 'Somebody else began this form',
      lines: [
        'Nothing was recorded. What they typed is kept for them, for a day. Open the page anew to write your own.',
      ],
    },
  ],
  [
    SignInFailed,
    { title: 'The sign-in did not work', lines: ['It took too long, or was begun in another window. Begin again.'] },
  ],
]);

const kinds = { conflict: 409, unprocessable: 422, 'not-found': 404, stale: 412, busy: 503, unreadable: 503 } as const;

/** The status of what was thrown; whatever nobody foresaw is 500. */
export function statusOf(thrown: unknown): number {
  if (thrown instanceof PageTrouble || thrown instanceof AccessRefused) return statusIn(thrown);
  if (thrown instanceof Refused) return kinds[thrown.refusal.kind];
  if (isDatabaseAway(thrown)) return 503;
  // What the parser of bodies throws, and Nest.
  if (thrown instanceof HttpException || (thrown instanceof Error && 'expose' in thrown && thrown.expose === true))
    return statusIn(thrown);
  return 500;
}

function statusIn(thrown: object): number {
  const { status } = thrown as { status?: unknown };
  return typeof status === 'number' ? status : 500;
}

/** Which request it was, and where what was typed is shown again, where that was kept. */
interface ErrorPlace {
  readonly requestId: string;
  readonly keptAt: string | undefined;
}

export function errorModel(thrown: unknown, { requestId, keptAt }: ErrorPlace): ErrorModel {
  const status = statusOf(thrown);
  const { title, lines } =
    own.get((thrown as object | undefined)?.constructor) ?? words[status] ?? words[status < 500 ? 400 : 500]!;
  const detail = thrown instanceof Refused ? [thrown.refusal.detail] : [];
  const kept =
    keptAt === undefined ? [] : ['What you typed is kept for a day, and shown when you open its form again.'];
  const wayOn =
    thrown instanceof SignInNeeded || thrown instanceof SignInFailed
      ? { href: '/sign-in', text: 'Sign in' }
      : keptAt === undefined
        ? { href: '/', text: 'Go to the start' }
        : { href: keptAt, text: 'Open the form again' };
  return { title, lines: [...detail, ...lines, ...kept], wayOn, requestId };
}
