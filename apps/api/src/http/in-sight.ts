import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { aboutOf, type Matter, type NamedByAddress, namedByAddress } from '@kept-informed/access';
import type { Sights } from '@kept-informed/case-work';
import { rules } from '@kept-informed/fields';
import type { Request } from 'express';
import { refusalsOf } from '../openapi/refuses.js';
import { notFound, ProblemException } from './problem.js';

const reflector = new Reflector();
const named: ReadonlySet<Matter> = new Set(namedByAddress);

/** What the address of a route names, where that is something on a case. */
export function namedBy(context: ExecutionContext): { readonly what: NamedByAddress; readonly id: string } | undefined {
  const matter = aboutOf(reflector, context)?.matter;
  if (matter === undefined || !named.has(matter)) return undefined;
  const what = matter as NamedByAddress;
  const { params } = context.switchToHttp().getRequest<Request>();
  return { what, id: String(params[`${what}Id`]) };
}

/**
 * Whatever is out of sight of who asks is not there, and is answered as what is not there: alike for both, before anything
 * else is said of it, whatever else the request has wrong (docs/decisions/0019).
 */
export async function requireInSight(sights: Sights, context: ExecutionContext): Promise<void> {
  const asked = namedBy(context);
  // What could be nobody's id is not asked for: PostgreSQL takes not every text.
  if (!asked || (rules.id.accepts(asked.id) && (await sights.sees(asked.what, asked.id)))) return;
  const own = `unknown-${asked.what}` as const;
  const isOwn = refusalsOf(context.getHandler()).some((codes) => codes[404]?.includes(own));
  throw isOwn
    ? new ProblemException(404, own, 'Not found', { detail: `There is no such ${asked.what}.` })
    : notFound(asked.what);
}

/**
 * Answers a question while it is looked whether it may be: nobody waits for both, and who may not hear gets nothing of it. The
 * refusal waits for nothing of the answer, for of what is not there it comes as soon: how long it took would tell what is there.
 */
export async function answeredInSight<Answer>(seen: Promise<void>, answer: () => Promise<Answer>): Promise<Answer> {
  seen.catch(() => undefined);
  const answered = answer();
  answered.catch(() => undefined);
  await seen;
  return answered;
}

/** Ids of all cases that an answer tells of. */
export function casesIn(answer: unknown, found: string[] = []): string[] {
  if (Array.isArray(answer)) for (const each of answer) casesIn(each, found);
  else if (typeof answer === 'object' && answer !== null)
    for (const [key, value] of Object.entries(answer)) {
      if (key === 'caseId' && typeof value === 'string') found.push(value);
      else casesIn(value, found);
    }
  return found;
}
