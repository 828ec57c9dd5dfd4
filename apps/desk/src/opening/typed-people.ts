import type { FormBody } from '../frame/form-body.js';

type TypedFields = Readonly<Record<string, string>>;

/** Somebody as far as they were filled in, with the ways to reach them. */
export interface TypedPerson {
  readonly fields: TypedFields;
  readonly routes: readonly TypedFields[];
}

/** More than anybody types; a browser that asks for more is none. */
const mostPeople = 30;
const mostRoutes = 10;

const PART = /^participants-(\d{1,2})-(?:routes-(\d{1,2})-)?([A-Za-z-]+)$/;
const noRoute: TypedFields = { value: '' };
const nobody: TypedPerson = { fields: { name: '' }, routes: [noRoute] };

/** The people of a form in their order; there is always one to be filled in. */
export function peopleIn(body: FormBody): TypedPerson[] {
  const people: { fields: Record<string, string>; routes: Record<string, string>[] }[] = [];
  for (const [name, value] of Object.entries(body)) {
    const [, person, route, field = ''] = PART.exec(name) ?? [];
    if (person === undefined || typeof value !== 'string') continue;
    if (Number(person) >= mostPeople || Number(route ?? 0) >= mostRoutes) continue;
    const typed = (people[Number(person)] ??= { fields: {}, routes: [] });
    const place = route === undefined ? typed.fields : (typed.routes[Number(route)] ??= {});
    place[field] = value.trim();
  }
  const known = people
    .filter((one) => one !== undefined)
    .map((one) => ({ ...one, routes: one.routes.filter(Boolean) }));
  return known.length === 0
    ? [nobody]
    : known.map((one) => (one.routes.length === 0 ? { ...one, routes: [noRoute] } : one));
}

/** The same form with these people. */
export function withPeople(body: FormBody, people: readonly TypedPerson[]): FormBody {
  const rest = Object.entries(body).filter(([name]) => !PART.test(name));
  const typed = people.flatMap(({ fields, routes }, person) => [
    ...Object.entries(fields).map(([name, value]) => [`participants-${person}-${name}`, value]),
    ...routes.flatMap((route, place) =>
      Object.entries(route).map(([name, value]) => [`participants-${person}-routes-${place}-${name}`, value]),
    ),
  ]);
  return Object.fromEntries([...rest, ...typed]) as FormBody;
}

/** One more to be filled in: somebody, or another way to reach the `n`-th: `person`, `route-2`. */
export function oneMore(people: readonly TypedPerson[], what: string): TypedPerson[] {
  if (what === 'person') return [...people, nobody].slice(0, mostPeople);
  const [, place] = /^route-(\d+)$/.exec(what) ?? [];
  return people.map((one, index) =>
    index === Number(place) ? { ...one, routes: [...one.routes, noRoute].slice(0, mostRoutes) } : one,
  );
}

export const isBlank = (fields: TypedFields): boolean => Object.values(fields).every((value) => value === '');

/** Without what was left empty; one to be filled in stays. Whom a representative acts for is counted anew. */
export function filledInPeople(people: readonly TypedPerson[]): TypedPerson[] {
  const left = people.filter((one) => !isNobody(one));
  const place = (said: string) => {
    const meant = people[Number(said.slice(1)) - 1];
    return meant && left.includes(meant) ? `#${left.indexOf(meant) + 1}` : '';
  };
  const known = left.map(({ fields, routes }) => ({
    fields: fields['represents'] ? { ...fields, represents: place(fields['represents']) } : fields,
    routes: routes.filter((route) => !isBlank(route)),
  }));
  return known.length === 0 ? [nobody] : known;
}

export const isNobody = ({ fields, routes }: TypedPerson): boolean => isBlank(fields) && routes.every(isBlank);
