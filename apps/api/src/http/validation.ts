import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { hasFields, readFields, rules } from '@kept-informed/fields';
import { inBody, inQuery } from './pointers.js';
import { invalid, notFound } from './problem.js';

/** More than this nobody mends at once, and each costs room in the answer. */
const mostFaults = 100;

/**
 * Reads every body and query into its class, and each parameter of a path as an id. Unknown fields are refused, nothing is
 * converted silently, and the answer names each field at fault: 422 with `#/participants/0/role` for a body and `?limit`
 * for a query. Nothing is to be found under what is no id: 404.
 */
@Injectable()
export class RequestValidation implements PipeTransform {
  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    if (type === 'param') return idOf(value);
    if (metatype === undefined || !hasFields(metatype)) return value;
    const told = type === 'query' ? inQuery : inBody;
    if (!isObject(value)) throw invalid(told([{ path: [], detail: 'Expected an object.' }]));
    const asked = type === 'query' ? withoutMinPosition(value) : (value ?? {});
    const { value: read, faults } = readFields(metatype, asked, { mostFaults });
    if (faults.length === 0) return read;
    throw invalid(told(faults), faults.length < mostFaults ? undefined : `The first ${mostFaults} are named.`);
  }
}

/** Every question takes it, and it is heeded before this (min-position.ts). */
function withoutMinPosition(query: object = {}): object {
  const { minPosition: _, ...asked } = query as { readonly minPosition?: unknown };
  return asked;
}

function idOf(value: unknown): unknown {
  if (rules.id.accepts(value)) return value;
  throw notFound();
}

/** An absent body counts as an empty object: then each missing field is named. */
function isObject(value: unknown): value is object | undefined {
  return value === undefined || (typeof value === 'object' && value !== null && !Array.isArray(value));
}
