import type { INestApplication, Type } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { OpenAPIObject } from '@nestjs/swagger';
import { accessOf, rolesOf, scopes, type Role, type Scope } from '@kept-informed/access';
import { answersAsKnown } from '../http/known-at.js';
import { asksOnly } from '../http/asks-only.js';
import { ifMatchOf } from '../http/if-match.js';

export type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

/** What a route says of itself where it is written, as far as its description follows from it. */
export interface ApiRoute {
  readonly handler: object;
  readonly isOpen: boolean;
  readonly roles: readonly Role[];
  /** Those by which other systems are let in. */
  readonly scopes: readonly Scope[];
  readonly isQuestion: boolean;
  /** A question that is sent as a body, and neither waits nor is kept. */
  readonly asksOnly: boolean;
  readonly hasParameters: boolean;
  readonly hasQuery: boolean;
  readonly hasBody: boolean;
  readonly ifMatch: 'required' | 'optional' | undefined;
  readonly answersAsKnown: boolean;
}

/** Where the handler of an operation is, until its description is complete. */
export const placeOf = (controller: string, method: string): string => `${controller}.${method}`;

/**
 * An operation is called as its handler. Policies and calendars have handlers in common: those say a version or draft of
 * which it is.
 */
export function operationIdAt(place: string): string {
  const [controller, method] = place.split('.') as [string, string];
  const kind = /^(\w+)VersionsController$/.exec(controller)?.[1] ?? '';
  return method.replace(/(?=Versions|Draft)/, kind);
}

/** Looks up the routes of an application by where their handlers are. */
export function routesOf(app: INestApplication): (place: string, method: string, operation: Operation) => ApiRoute {
  const found = app.get(DiscoveryService, { strict: false }).getControllers();
  const controllers = new Map(found.flatMap(({ name, metatype }) => (metatype ? [[name, metatype as Type]] : [])));
  return (place, method, { parameters = [], requestBody }) => {
    const [name, handlerName] = place.split('.') as [string, string];
    const controller = controllers.get(name)!;
    const handler = (controller.prototype as Record<string, object>)[handlerName]!;
    const access = accessOf(handler, controller);
    const parties = access.open ? [] : access.parties;
    const places = new Set(parameters.map((parameter) => ('in' in parameter ? parameter.in : '')));
    return {
      handler,
      isOpen: access.open,
      roles: rolesOf(parties),
      scopes: scopes.filter((scope) => parties.includes(scope)),
      isQuestion: method === 'get',
      asksOnly: asksOnly(handler),
      hasParameters: places.has('path'),
      hasQuery: places.has('query'),
      hasBody: requestBody !== undefined,
      ifMatch: ifMatchOf(handler),
      answersAsKnown: answersAsKnown(handler),
    };
  };
}
