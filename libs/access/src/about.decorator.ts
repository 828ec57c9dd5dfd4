import type { ExecutionContext } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';

/** Under this key a route (or its controller) says what it is about. */
export const ABOUT = 'kept-informed:about';

/** What an address names, from which follows whose case it is. */
export const namedByAddress = ['case', 'obligation', 'alert', 'dispute'] as const;
export type NamedByAddress = (typeof namedByAddress)[number];

/**
 * What a route is about: no case at all; figures, which count every case and name none; cases, of which it gives those
 * within reach; one case, by what the address names; cases that the request names, each by itself; a case that it opens;
 * or a restricted case that somebody asks to see all the same.
 */
export type Matter = 'no-case' | 'figures' | 'cases' | NamedByAddress | 'named-cases' | 'new-case' | 'locked-case';

/** What a route says of whom it may show. */
export interface About {
  readonly matter: Matter;
  /** It shows who people are, how they are reached or what was noted of them, to those who may see that. */
  readonly people: boolean;
}

/** Says what a route is about and whether its answer shows people. On a method it replaces what its controller says. */
export function About(matter: Matter, people?: 'people'): ClassDecorator & MethodDecorator {
  const about: About = { matter, people: people !== undefined };
  return (target: object, _key?: string | symbol, descriptor?: PropertyDescriptor) => {
    const place = (descriptor?.value as object | undefined) ?? target;
    if (Reflect.hasOwnMetadata(ABOUT, place)) throw new Error('A route says twice what it is about');
    Reflect.defineMetadata(ABOUT, about, place);
  };
}

/** What the route that is called, or else its controller, is about; undefined for an open one, which is about nothing. */
export function aboutOf(reflector: Reflector, context: ExecutionContext): About | undefined {
  return reflector.getAllAndOverride<About | undefined>(ABOUT, [context.getHandler(), context.getClass()]);
}

/** The same of a route that is not being called. */
export const aboutAt = (handler: object, controller: object): About | undefined =>
  (Reflect.getMetadata(ABOUT, handler) ?? Reflect.getMetadata(ABOUT, controller)) as About | undefined;
