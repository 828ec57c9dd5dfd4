import { type ExecutionContext, createParamDecorator } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import { rolesOf, type Party, type Principal, type Role } from './principal.js';

/** Under this key a route (or its controller) says who may come in. */
export const ACCESS = 'kept-informed:access';

export type Access = { open: true } | { open: false; parties: readonly Party[] };

/** Lets in whoever has at least one of these roles, or scopes. On a method it replaces what its controller says. */
export function Roles(...allowed: [Party, ...Party[]]): ClassDecorator & MethodDecorator {
  return declare({ open: false, parties: allowed });
}

/** Lets in everybody, signed in or not: health, metrics, the API's description. */
export function Open(): ClassDecorator & MethodDecorator {
  return declare({ open: true });
}

/** What the route that is called, or else its controller, says of who may come in. */
export function accessTo(reflector: Reflector, context: ExecutionContext): Access | undefined {
  return reflector.getAllAndOverride<Access | undefined>(ACCESS, [context.getHandler(), context.getClass()]);
}

/** What a route, or else its controller, says of who may come in; none that says nothing is ever served. */
export function accessOf(handler: object, controller: object): Access {
  return (Reflect.getMetadata(ACCESS, handler) ?? Reflect.getMetadata(ACCESS, controller)) as Access;
}

/** Whether the route that is called lets this role in. */
export function admits(reflector: Reflector, context: ExecutionContext, role: Role): boolean {
  const access = accessTo(reflector, context);
  return access !== undefined && !access.open && rolesOf(access.parties).includes(role);
}

/** The principal of this request; undefined on an open route. */
export const CurrentPrincipal = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<{ principal?: Principal }>().principal,
);

function declare(access: Access): ClassDecorator & MethodDecorator {
  return (target: object, _key?: string | symbol, descriptor?: PropertyDescriptor) => {
    const place = (descriptor?.value as object | undefined) ?? target;
    if (Reflect.hasOwnMetadata(ACCESS, place)) throw new Error('A route says twice who may come in');
    Reflect.defineMetadata(ACCESS, access, place);
  };
}
