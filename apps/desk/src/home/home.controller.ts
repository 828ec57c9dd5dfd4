import { Controller, Header } from '@nestjs/common';
import { CurrentPrincipal, type Principal } from '@kept-informed/access';
import { startOf } from '../frame/frame.js';
import { anyRole, goTo, Page, page, type Redirection } from '../frame/page.js';

export const homePage = page<{ readonly roles: readonly string[] }>('home.njk');
export const awayPage = page<{ readonly title: string }>('away.njk');
export const accessibilityPage = page<{ readonly title: string }>('accessibility.njk');

const forAll = { roles: anyRole, about: 'no-case' } as const;

@Controller()
export class HomeController {
  /** Leads everybody to where their work is. */
  @Page(homePage, { at: '/', ...forAll })
  start(@CurrentPrincipal() principal: Principal): Redirection {
    return goTo(startOf(principal));
  }

  /** For those who have no pages of their own yet. */
  @Page(homePage, { at: 'home', ...forAll })
  home(@CurrentPrincipal() principal: Principal) {
    return homePage.with({ roles: principal.roles });
  }

  /** What stands there when somebody hid a page: nothing about anybody, and nothing that the browser kept of it. */
  @Header('Clear-Site-Data', '"cache"')
  @Page(awayPage, { at: 'away', roles: 'everybody', about: 'no-case' })
  away() {
    return awayPage.with({ title: 'Page hidden' });
  }

  @Page(accessibilityPage, { at: 'accessibility', roles: 'everybody', about: 'no-case' })
  accessibility() {
    return accessibilityPage.with({ title: 'Accessibility' });
  }
}
