import { Body, Controller, Req } from '@nestjs/common';
import { CurrentPrincipal, type Principal } from '@kept-informed/access';
import { ReadModel } from '@kept-informed/case-work';
import { instantOf } from '@kept-informed/calendar';
import type { Request } from 'express';
import { anyRole, Form, goTo, NoPage, Page, page, type Redirection } from '../frame/page.js';
import { SignInProvider } from './provider.js';
import { turnKeys } from './desk-staff.queries.js';
import { endSessionsOf, sessionsOf } from './session.queries.js';
import { digestOf, ended } from './sessions.js';

interface SettingsModel {
  readonly sessions: readonly {
    readonly sid: string;
    readonly browser: string;
    readonly since: string;
    readonly seenAt: string;
    readonly isThis: boolean;
  }[];
  readonly keysAreOff: boolean;
}

export const settingsPage = page<SettingsModel>('settings.njk');
const forAll = { roles: anyRole, about: 'no-case' } as const;

/** What somebody may set for themselves: shortcuts, and where they are signed in. */
@Controller()
export class MySessionsController {
  constructor(
    private readonly reading: ReadModel,
    private readonly provider: SignInProvider,
  ) {}

  @Page(settingsPage, { at: 'my-settings', ...forAll })
  async settings(@Req() request: Request, @CurrentPrincipal() { staffId }: Principal) {
    const found = await sessionsOf(this.reading.manager, staffId);
    const own = digestOf(request.sessionID);
    const sessions = found.map(({ sid, browser, since, seenAt }) => ({
      sid,
      browser,
      since: instantOf(new Date(since)),
      seenAt: instantOf(new Date(seenAt)),
      isThis: sid === own,
    }));
    return settingsPage.with({ sessions, keysAreOff: request.session.signedIn!.keysAreOff ?? false });
  }

  @Form(settingsPage, { at: 'my-settings/keys', ...forAll })
  async keys(@Req() request: Request, @Body('keys') keys: unknown): Promise<Redirection> {
    const signedIn = request.session.signedIn!;
    const keysAreOff = keys === 'off';
    await turnKeys(this.reading.manager, signedIn.staffId, keysAreOff);
    request.session.signedIn = { ...signedIn, keysAreOff };
    return goTo('/my-settings');
  }

  @Form(settingsPage, { at: 'my-settings/sessions', ...forAll })
  async end(@CurrentPrincipal() { staffId }: Principal, @Body('sid') sid: unknown): Promise<Redirection> {
    if (typeof sid === 'string') await endSessionsOf(this.reading.manager, staffId, sid);
    return goTo('/my-settings');
  }

  /** Everywhere, here too, and of the provider: it would else let the next browser in without asking. */
  @NoPage('post', { at: 'my-settings/sign-out-everywhere', ...forAll })
  async endAll(@Req() request: Request, @CurrentPrincipal() { staffId }: Principal): Promise<Redirection> {
    await ended(request);
    await endSessionsOf(this.reading.manager, staffId);
    return goTo((await this.provider.endSession()) ?? '/signed-out');
  }
}
