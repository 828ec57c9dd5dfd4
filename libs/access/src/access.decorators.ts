import { type ExecutionContext, createParamDecorator } from '@nestjs/common';
import type { Principal, Role } from './principal.js';

/** Under this key a route (or its controller) says who may come in. */
export const ACCESS = 'kept-informed:access';

export type Access = { open: true } | { open: false; roles: readonly Role[] };

/** Lets in whoever has at least one of these roles. On a method it replaces what its controller says. */
export function Roles(...allowed: [Role, ...Role[]]): ClassDecorator & MethodDecorator {
  return declare({ open: false, roles: allowed });
}

/** Lets in everybody, signed in or not: health, metrics, the API's description. */
export function Open(): ClassDecorator & MethodDecorator {
  return declare({ open: true });
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
