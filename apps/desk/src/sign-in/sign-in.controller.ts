import { Body, Controller, Query, Req } from '@nestjs/common';
import { tellSecurity } from '@kept-informed/runtime';
import type { Request } from 'express';
import { ReadModel } from '@kept-informed/case-work';
import { ownPath } from '../frame/own-path.js';
import { goTo, NoPage, Page, page, type Redirection } from '../frame/page.js';
import { SignInFailed } from '../frame/page-trouble.js';
import { SignInProvider } from './provider.js';
import { keptOfStaff } from './desk-staff.queries.js';
import { isProvenSince } from './proven-since.js';
import { endSessionsAt } from './session.queries.js';
import { begunUnder, ended, renewed } from './sessions.js';

export const signedOutPage = page<{ readonly title: string }>('signed-out.njk');

/** Windows in which somebody may have begun to sign in at once. */
const mostPending = 5;
const everybody = { roles: 'everybody', about: 'no-case' } as const;

/** Signing in and out. */
@Controller()
export class SignInController {
  constructor(
    private readonly provider: SignInProvider,
    private readonly reading: ReadModel,
  ) {}

  @Page(signedOutPage, { at: 'sign-in', ...everybody })
  async begin(@Req() request: Request, @Query('to') to: unknown, @Query('fresh') fresh: unknown): Promise<Redirection> {
    const { url, state, pending } = await this.provider.begin(ownPath(to), fresh === 'yes');
    const others = Object.entries(request.session.pending ?? {}).slice(1 - mostPending);
    request.session.pending = Object.fromEntries([...others, [state, pending]]);
    return goTo(url);
  }

  @Page(signedOutPage, { at: 'sign-in/callback', ...everybody })
  async comeBack(@Req() request: Request, @Query('state') state: unknown): Promise<Redirection> {
    const pending = begunUnder(state, request.session.pending);
    if (!pending) {
      // Somebody went back to the sign-in's page and chose again: they are in already.
      if (request.session.signedIn) return goTo('/');
      throw new SignInFailed('No such sign-in was begun here.');
    }
    const query = request.originalUrl.split('?')[1] ?? '';
    const { person, provenAt } = await this.provider
      .complete(query, state as string, pending)
      .catch((error: unknown) => {
        tellSecurity('authn_login_fail', ['nobody']);
        throw error;
      });
    const { keysAreOff, signedOutAt } = await keptOfStaff(this.reading.manager, person.staffId);
    if (signedOutAt !== null && !isProvenSince(signedOutAt, provenAt, pending)) {
      if (!pending.fresh) return goTo(`/sign-in?${new URLSearchParams({ fresh: 'yes', to: pending.to })}`);
      tellSecurity('authn_login_fail', [person.staffId]);
      throw new SignInFailed('They signed out everywhere, and did not prove since who they are.');
    }
    await renewed(request);
    const now = Date.now();
    request.session.signedIn = { ...person, since: now, seenAt: now, browser: browserOf(request), keysAreOff };
    tellSecurity('authn_login_success', [person.staffId]);
    return goTo(pending.to);
  }

  @NoPage('post', { at: 'sign-out', ...everybody })
  async signOut(@Req() request: Request): Promise<Redirection> {
    const { signedIn } = request.session;
    await ended(request);
    return goTo((signedIn && (await this.provider.endSession())) ?? '/signed-out');
  }

  @Page(signedOutPage, { at: 'signed-out', ...everybody })
  signedOut() {
    return signedOutPage.with({ title: 'You have signed out' });
  }

  /** The provider tells that somebody signed out there. It is no browser, and has no session. */
  @NoPage('post', { at: 'sign-out/back-channel', ...everybody })
  async signedOutThere(@Body('logout_token') token: unknown): Promise<string> {
    await endSessionsAt(this.reading.manager, await this.provider.loggedOut(String(token)));
    return '';
  }
}

/** What a person knows their browser by; the whole of what it says would tell more than that. */
function browserOf(request: Request): string {
  const said = request.get('user-agent') ?? '';
  const name = /(Edg|OPR|Firefox|Chrome|Safari)\//.exec(said)?.[1] ?? 'Another browser';
  const system = /(Windows|Android|iPhone|iPad|Mac OS|Linux)/.exec(said)?.[1];
  const names: Readonly<Record<string, string>> = { Edg: 'Edge', OPR: 'Opera' };
  return `${names[name] ?? name}${system ? ` on ${system}` : ''}`;
}
