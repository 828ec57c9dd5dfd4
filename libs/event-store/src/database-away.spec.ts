import { describe, expect, it } from '@jest/globals';
import { DatabaseSilent, isDatabaseAway, wasDeadlocked, wasEnded } from './database-away.js';

const coded = (code: string, more: object = {}) => Object.assign(new Error('words'), { code, ...more });

describe('a database that cannot be reached', () => {
  it.each<[string, unknown]>([
    ['nobody listens', coded('ECONNREFUSED')],
    ['it is starting or ending', coded('57P03')],
    ['it has too many connections', coded('53300')],
    ['a connection broke', coded('08006')],
    ['a transaction stood still', coded('25P03')],
    ['the pool waited in vain', new Error('timeout exceeded when trying to connect')],
    ['the driver lost it', new Error('Connection terminated unexpectedly')],
    ['it fell silent', new DatabaseSilent(15_000)],
    ['TypeORM wraps what the driver threw', Object.assign(new Error('words'), { driverError: coded('57P01') })],
    ['the pool wraps what the driver did', new Error('words', { cause: coded('ECONNRESET') })],
    ['every address of its name was tried', new AggregateError([coded('ETIMEDOUT')], '')],
  ])('is known where %s', (_, error) => {
    expect(isDatabaseAway(error)).toBe(true);
  });

  const itself = new Error('round');
  itself.cause = itself;
  it.each<[string, unknown]>([
    ['it refuses a statement', coded('42P01')],
    ['a key is there twice', coded('23505')],
    ['a statement took too long', coded('57014')],
    ['a file is not there', coded('ENOENT')],
    ['something else went wrong', new Error('words')],
    ['it is its own cause', itself],
    ['it is no error', 'ECONNREFUSED'],
  ])('is not meant where %s', (_, error) => {
    expect(isDatabaseAway(error)).toBe(false);
  });
});

describe('a statement that the database ended before it was done', () => {
  it('is known as the driver throws it, and as TypeORM wraps it', () => {
    expect(wasEnded(coded('57014'))).toBe(true);
    expect(wasEnded(Object.assign(new Error('words'), { driverError: coded('57014') }))).toBe(true);
  });

  it.each<[string, unknown]>([
    ['a database that is away', coded('57P01')],
    ['another error', new Error('words')],
    ['what is no error', '57014'],
  ])('is not %s', (_, error) => {
    expect(wasEnded(error)).toBe(false);
  });
});

describe('a transaction that was undone because it and another one waited for each other', () => {
  it.each<[string, unknown, boolean]>([
    ['as the driver throws it', coded('40P01'), true],
    ['as TypeORM wraps it', Object.assign(new Error('words'), { driverError: coded('40P01') }), true],
    ['not where a statement was ended', coded('57014'), false],
  ])('is known %s', (_, error, is) => {
    expect(wasDeadlocked(error)).toBe(is);
  });
});
