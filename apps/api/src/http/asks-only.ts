import { SetMetadata } from '@nestjs/common';

const ASKS = 'kept-informed:asks-only';

/** A POST that asks and records nothing: what is asked has no place in an address. Nothing of it is kept for a repeated key. */
export const AsksOnly = (): MethodDecorator => SetMetadata(ASKS, true);

export const asksOnly = (handler: object): boolean => Reflect.getMetadata(ASKS, handler) === true;
