import { describe, expect, it } from '@jest/globals';
import { BadRequestException, ForbiddenException, HttpException, NotFoundException } from '@nestjs/common';
import { ifMatchRequired, invalid, notFound, staleVersion } from './problem.js';
import { problemOf } from './problem-of.js';

class Refused extends Error {
  constructor(readonly refusal: object) {
    super('Jo Bloggs is not here');
  }
}

const told = (thrown: unknown) => problemOf(thrown, 'r1').problem;

describe('how an error is told', () => {
  it.each([
    [staleVersion(7), 412, 'stale-version'],
    [ifMatchRequired(), 428, 'if-match-required'],
    [invalid([]), 422, 'invalid'],
    [notFound('case'), 404, 'not-found'],
    [new NotFoundException('Cannot GET /Jo'), 404, 'not-found'],
    [new ForbiddenException('Jo'), 403, 'forbidden'],
    [new BadRequestException('Jo'), 400, 'malformed-request'],
    [new HttpException('Jo', 429), 429, 'too-many-requests'],
    [new HttpException('Jo', 503), 503, 'service-unavailable'],
    [new Error('Jo'), 500, 'internal-error'],
    ['Jo', 500, 'internal-error'],
    [undefined, 500, 'internal-error'],
    [Object.assign(new Error('Jo'), { type: 'constructor' }), 500, 'internal-error'],
  ])('%s', (thrown, status, code) => {
    expect(told(thrown)).toMatchObject({ type: `/problems/${code}`, status, code, requestId: 'r1' });
    expect(JSON.stringify(told(thrown))).not.toContain('Jo');
  });

  it('tells an address that no route has as any other', () => {
    expect(told(new NotFoundException('Cannot GET /Jo'))).toEqual(told(notFound('address')));
  });

  it('tells a refusal of the domain with its field and what else it knows', () => {
    const refusal = { code: 'reference-taken', field: 'reference', detail: 'Taken.', kind: 'conflict' };
    expect(told(new Refused({ ...refusal, extra: { caseId: 'c1', status: 200 } }))).toEqual({
      type: '/problems/reference-taken',
      title: 'It conflicts with what is recorded',
      status: 409,
      code: 'reference-taken',
      detail: 'Taken.',
      errors: [{ pointer: '#/reference', detail: 'Taken.' }],
      requestId: 'r1',
      caseId: 'c1',
    });
  });

  it.each([
    ['conflict', 409],
    ['unprocessable', 422],
    ['not-found', 404],
    ['stale', 412],
    ['busy', 503],
  ])('a refusal that is %s is a %i', (kind, status) => {
    expect(told(new Refused({ code: 'no', detail: 'No.', kind }))).toMatchObject({ status, code: 'no', errors: [] });
  });

  it.each([[{ code: 'no', detail: 'No.', kind: 'toString' }], [{ code: 'no' }], [null]])(
    '%j is no refusal',
    (refusal) => {
      expect(told(new Refused(refusal as object))).toMatchObject({ status: 500 });
    },
  );

  it('does not take an error of the database for a refusal', () => {
    expect(told(Object.assign(new Error('duplicate key'), { code: '23505' }))).toMatchObject({ status: 500 });
  });
});
