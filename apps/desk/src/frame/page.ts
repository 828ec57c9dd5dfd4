import { applyDecorators, Get, HttpCode, Post, SetMetadata } from '@nestjs/common';
import { About, type Matter, Open, Roles, type Role } from '@kept-informed/access';
import type { OwnForce } from '@kept-informed/commitments';
import { showsDraft } from './drafted-forms.js';

/** Whom pages let in; another system's client has none. */
type PersonRole = Exclude<Role, 'service'>;

/** Everybody who signs in. */
export const anyRole = ['desk', 'counter', 'supervisor', 'performance', 'committee', 'admin'] as const;

/** One of what was chosen: `wigton-lpt` is `Wigton local policing team`. */
type ChoiceInWords = (value: string, force: OwnForce) => string;

/** Whom a page lets in, and what it shows them. */
export interface PageReach {
  /** Below the root, such as `cases/:caseId`. */
  readonly at: string;
  readonly roles: readonly [PersonRole, ...PersonRole[]] | 'everybody';
  /** What it is about, from which follows whose cases it may show. */
  readonly about: Extract<
    Matter,
    'no-case' | 'figures' | 'cases' | 'case' | 'locked-case' | 'named-cases' | 'new-case'
  >;
  /** It shows who people are: it can be hidden with one press. */
  readonly people?: boolean;
  /**
   * The name under which is kept what is typed here and not recorded; a page and the forms that it sends have the same. Null:
   * it is kept nowhere, and not by an oversight.
   */
  readonly draft?: string | null;
  /** What stands in its address and is offered again to who chose it, each as people read it. */
  readonly choices?: Readonly<Record<string, ChoiceInWords>>;
}

/** A page and the model that it is made of. */
export class PageView<Model extends object> {
  constructor(readonly file: string) {}

  with(model: Model, status = 200): ShownPage<Model> {
    return new ShownPage(this, model, status);
  }
}

/** A page as it is answered. */
export class ShownPage<Model extends object = object> {
  constructor(
    readonly view: PageView<Model>,
    readonly model: Model,
    readonly status: number,
  ) {}
}

/** Another page of the desk, or of the sign-in, to go on to. */
export class Redirection {
  constructor(readonly to: string) {}
}

export const goTo = (to: string): Redirection => new Redirection(to);

/** What was asked for is as it was when it was asked for last: 204. */
export class NothingNew {}

export const nothingNew = new NothingNew();

const registered = new Map<string, PageView<object>>();

/** Every page that there is, by its file. */
export const pages: ReadonlyMap<string, PageView<object>> = registered;

/** The only door to a page: its file, with the type of what stands on it. */
export function page<Model extends object>(file: `${string}.njk`): PageView<Model> {
  if (registered.has(file)) throw new Error(`The page ${file} has two models`);
  const view = new PageView<Model>(file);
  registered.set(file, view as unknown as PageView<object>);
  return view;
}

type PageAnswer<Model extends object> = ShownPage<Model> | Redirection | NothingNew;
type PageHandler<Model extends object> = (...args: never[]) => PageAnswer<Model> | Promise<PageAnswer<Model>>;
type HandlerDecorator<Handler> = <H extends Handler>(
  target: object,
  key: string | symbol,
  descriptor: TypedPropertyDescriptor<H>,
) => void;

/** Under this key a route says what it shows. */
export const REACH = 'kept-informed:page';

/** Answers a question with a page. */
export function Page<Model extends object>(
  view: PageView<Model>,
  reach: PageReach,
): HandlerDecorator<PageHandler<Model>> {
  if (view.file === 'form.njk' && reach.draft === undefined)
    throw new Error(`${reach.at} is a form and does not say under which name is kept what is typed`);
  showsDraft(reach);
  return applyDecorators(Get(reach.at), ...reached(view, reach));
}

/** Takes a form: goes on to another page, or answers with the page itself, what was typed and what is wrong with it. */
export function Form<Model extends object>(
  view: PageView<Model>,
  reach: PageReach,
): HandlerDecorator<PageHandler<Model>> {
  return applyDecorators(Post(reach.at), HttpCode(200), ...reached(view, reach));
}

/** What is no page: a probe, a stream of events, what the sign-in's provider tells. */
export function NoPage(method: 'get' | 'post', reach: PageReach): MethodDecorator {
  const route = method === 'get' ? Get(reach.at) : Post(reach.at);
  return applyDecorators(route, HttpCode(200), ...reached(undefined, reach));
}

function reached<Model extends object>(view: PageView<Model> | undefined, reach: PageReach): MethodDecorator[] {
  if (reach.about === 'case' && !reach.at.includes(':caseId'))
    throw new Error(`${reach.at} is about a case, which it does not name`);
  const access =
    reach.roles === 'everybody'
      ? [Open()]
      : [Roles(...reach.roles), About(reach.about, reach.people ? 'people' : undefined)];
  return [...access, SetMetadata(REACH, { ...reach, view })];
}

/** What the route of a request shows. */
export const reachIn = (handler: object): PageReach => Reflect.getMetadata(REACH, handler) as PageReach;
