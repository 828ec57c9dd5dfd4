import { ListOf } from '@kept-informed/fields';
import { shape } from './force-fields.js';

const shapes = { optional: true, min: 1, max: 10 };

/**
 * How the force writes its references, by kind of case. Of a shape `#` is a digit, `@` a letter, `+` after one of them one or
 * more, all else stands for itself: `CR/#+/##`. A kind without one takes every reference.
 */
export class ReferenceShapes {
  @ListOf(shape, shapes) readonly crime?: readonly string[];
  @ListOf(shape, shapes) readonly incident?: readonly string[];
  @ListOf(shape, shapes) readonly enquiry?: readonly string[];
  @ListOf(shape, shapes) readonly feedback?: readonly string[];
}

const parts: Readonly<Record<string, string>> = { '#': '[0-9]', '@': '[A-Z]', '+': '+' };

/** Whether a reference has the shape. Neither sign stands for another's choice: this takes no longer than the reference is. */
export function hasShape(reference: string, shape: string): boolean {
  const pattern = shape.replace(/[#@+]|[^A-Z0-9]/g, (sign) => parts[sign] ?? `\\${sign}`);
  return new RegExp(`^${pattern}$`).test(reference);
}
