/** Of the driver and its pool, which tell these troubles by sentences of their own and no code. */
const sentences: ReadonlySet<string> = new Set([
  'timeout exceeded when trying to connect',
  'timeout expired',
  'Connection terminated',
  'Connection terminated unexpectedly',
  'Connection terminated due to connection timeout',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
]);

/** Of the system: nobody answers there, or no more. */
const systemCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** Of PostgreSQL: a broken connection, too many of them, a server that ends or has just begun, a transaction that stood still. */
const serverCodes = /^(08...|53300|57P0[1-3]|25P03)$/;

/**
 * Whether an error says that the database cannot be reached, or was lost on the way, rather than that it refused what it was
 * asked. What was asked may have been done.
 */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (sentences.has(error.message) || error instanceof DatabaseSilent || error instanceof ConnectionEnded) return true;
  const { code, driverError, cause, errors } = error as Error & Partial<Record<string, unknown>>;
  if (typeof code === 'string' && (systemCodes.has(code) || serverCodes.test(code))) return true;
  // TypeORM wraps what the driver threw, the pool what the driver did, and the system what it tried of several addresses.
  const within = [driverError, cause, ...(Array.isArray(errors) ? (errors as unknown[]) : [])];
  return within.some((one) => one !== error && isDatabaseAway(one));
}

/** PostgreSQL's `query_canceled`: the time for a statement was over, or somebody who runs the server ended it. */
const ended = '57014';

/** PostgreSQL's `deadlock_detected`. */
const deadlocked = '40P01';

/** Whether an error says that the database ended a statement before it was done. Nothing of its transaction is stored. */
export const wasEnded = (error: unknown): boolean => isOfServer(error, ended);

/** Whether an error says that two transactions waited for each other, and this one was undone. Done again it waits for the other. */
export const wasDeadlocked = (error: unknown): boolean => isOfServer(error, deadlocked);

function isOfServer(error: unknown, wanted: string): boolean {
  if (!(error instanceof Error)) return false;
  const { code, driverError } = error as Error & Partial<Record<string, unknown>>;
  return code === wanted || (driverError !== error && isOfServer(driverError, wanted));
}

/** Nothing has come from the database, or gone to it, for so long. */
export class DatabaseSilent extends Error {
  constructor(ms: number) {
    super(`The database has said nothing for ${ms} ms.`);
    this.name = 'DatabaseSilent';
  }
}

/** The connection had ended before something was asked on it, while nothing was: why the server or the system said it did. */
export class ConnectionEnded extends Error {
  constructor(cause: Error) {
    super(`The connection to the database had ended: ${cause.message}.`, { cause });
    this.name = 'ConnectionEnded';
  }
}
