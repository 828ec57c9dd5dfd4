import { type ArgumentMetadata, Injectable, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { oddities } from './plain-body.js';
import { inQuery, problemsIn } from './pointers.js';
import { type FaultyField, invalid } from './problem.js';

/** The tree of errors on its way to becoming pointers. */
class ValidationFailure extends Error {
  constructor(readonly tree: ValidationError[]) {
    super('validation failed');
  }
}

/**
 * Checks every body and query against its class. Unknown fields are refused, nothing is converted silently, and the
 * answer names each failing field: 422 with `#/participants/0/role` for a body and `?limit` for a query.
 */
@Injectable()
export class RequestValidation extends ValidationPipe {
  constructor() {
    super({
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: true,
      transform: true,
      transformOptions: { enableImplicitConversion: false },
      validationError: { target: false, value: false },
      exceptionFactory: (tree) => new ValidationFailure(tree),
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.metatype === undefined || !this.toValidate(metadata)) return super.transform(value, metadata);
    const told = (problems: FaultyField[]) => invalid(metadata.type === 'query' ? inQuery(problems) : problems);
    if (!isObject(value)) throw told([{ pointer: '#', detail: 'Expected an object.' }]);
    const odd = oddities(value);
    if (odd.length > 0) throw told(odd);
    try {
      return (await super.transform(value, metadata)) as unknown;
    } catch (thrown) {
      throw thrown instanceof ValidationFailure ? told(problemsIn(thrown.tree)) : thrown;
    }
  }
}

/** An absent body counts as an empty object: then each missing field is named. */
function isObject(value: unknown): boolean {
  return value === undefined || (typeof value === 'object' && value !== null && !Array.isArray(value));
}
