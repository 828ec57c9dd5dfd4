import type { Instant, Zone } from '@kept-informed/calendar';
import { areaIn } from '../cases/options.js';
import { dateGiven, given, momentGiven, textIn, type FormBody } from '../frame/form-body.js';
import { characteristicsGiven } from './characteristic-fields.js';
import { businessGiven } from './opening-fields.js';
import { isNobody, peopleIn } from './typed-people.js';

/** What a form asks to be opened, as the request's class is read from. */
export function openingRequest(form: FormBody, zone: Zone, now: Instant): object {
  const area = textIn(form, 'area');
  return {
    kind: textIn(form, 'kind'),
    reference: textIn(form, 'reference'),
    ...given(form, 'offenceGroup', 'owner', 'lateReason'),
    openedAt: momentGiven(form, 'openedAt', zone) ?? now,
    ...(area !== '' && { area: areaIn(area) }),
    participants: peopleIn(form)
      .filter((person) => !isNobody(person))
      .map(({ fields, routes }, index) => ({
        ...given(fields, 'role', 'name', 'entitlement', 'language', 'interpreter', 'needs', 'represents'),
        bornOn: dateGiven(form, `participants-${index}-bornOn`),
        authorityUntil: dateGiven(form, `participants-${index}-authorityUntil`),
        business: businessGiven(fields),
        characteristics: characteristicsGiven(fields),
        routes: routes.filter((route) => textIn(route, 'value') !== '').map(routeAsked),
      })),
  };
}

/** A number or address as the request's class is read from. */
export const routeAsked = (route: FormBody): object => ({
  ...given(route, 'method', 'value', 'times'),
  safe: textIn(route, 'safe') === 'yes',
});
