import { createHash } from 'node:crypto';
import connectPgSimple from 'connect-pg-simple';
import session, { type SessionData } from 'express-session';
import { currentRequest, type Principal, withRequest } from '@kept-informed/access';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { DataSource } from 'typeorm';

/** Who signed in, as the provider said. */
export interface SignedIn extends Omit<Principal, 'until'> {
  readonly name?: string;
  /** As the provider calls its own session. */
  readonly providerSession?: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  /** When something was last asked for, to the minute. */
  readonly seenAt: number;
  readonly browser: string;
  readonly keysAreOff?: boolean;
}

/** A sign-in that was begun. */
export interface PendingSignIn {
  readonly verifier: string;
  readonly nonce: string;
  readonly to: string;
  /** They are asked who they are even where the provider knows it. */
  readonly fresh: boolean;
}

declare module 'express-session' {
  interface SessionData {
    signedIn: SignedIn;
    /** By their states: one can be begun in each window. */
    pending: Record<string, PendingSignIn>;
  }
}

/**
 * The sign-in that was begun under a state, undefined: none was. By its own names alone: what every object has, such as
 * `constructor`, was begun by nobody, has nothing to be checked by, and would let in whom a link brings.
 */
export function begunUnder(state: unknown, pending: SessionData['pending'] = {}): PendingSignIn | undefined {
  return typeof state === 'string' && Object.hasOwn(pending, state) ? pending[state] : undefined;
}

/** Whoever does nothing for so long is signed out. */
export const idleMs = 2 * 60 * 60_000;
/** Nobody stays signed in for longer than a shift. */
export const longestMs = 12 * 60 * 60_000;
/** Each look at a page would else be a write. */
const stampEveryMs = 60_000;

/** What stands in the cookie is known to the browser alone: whoever reads the table cannot be somebody else with it. */
export const digestOf = (sid: string): string => createHash('sha256').update(sid).digest('base64url');

const PgStore = connectPgSimple(session);

class DigestStore extends PgStore {
  override get(sid: string, done: Parameters<InstanceType<typeof PgStore>['get']>[1]) {
    super.get(digestOf(sid), done);
  }

  override set(sid: string, data: session.SessionData, done?: (error?: unknown) => void) {
    super.set(digestOf(sid), data, done as () => void);
  }

  override destroy(sid: string, done?: (error?: unknown) => void) {
    super.destroy(digestOf(sid), done as () => void);
  }
}

interface SessionParts {
  readonly database: DataSource;
  readonly secure: boolean;
  /** What cookies are signed with. A new one, as of a process that was started anew, signs everybody out. */
  readonly secret: string;
}

/** Sessions in the database. `close` ends the sweeping of those that are over. */
export function sessions({ database, secure, secret }: SessionParts): { handler: RequestHandler; close(): void } {
  const store = new DigestStore({
    pool: { query: async (text: string, values: unknown[]) => ({ rows: await database.query(text, values) }) } as never,
    tableName: 'desk_sessions',
    ttl: idleMs / 1_000,
    disableTouch: true,
  });
  const handler = session({
    store,
    secret,
    name: secure ? '__Host-desk' : 'desk',
    cookie: { httpOnly: true, sameSite: 'lax', secure, path: '/' },
    proxy: secure ? true : undefined,
    resave: false,
    saveUninitialized: false,
  });
  return { handler, close: () => store.close() };
}

/** Who a request is from, by its session. */
export function knownBySession(request: Request, _response: Response, next: NextFunction): void {
  const { signedIn } = request.session;
  const now = Date.now();
  if (!signedIn || now - signedIn.since > longestMs) return next();
  if (now - signedIn.seenAt > stampEveryMs) request.session.signedIn = { ...signedIn, seenAt: now };
  const { providerSession: _, since, seenAt: __, browser: ___, keysAreOff: ____, ...holder } = signedIn;
  const principal: Principal = { ...holder, until: since + longestMs };
  (request as { principal?: Principal }).principal = principal;
  withRequest({ ...currentRequest(), principal }, next);
}

/** Resolves once the session of a request is stored, where it has one still. */
export async function saved(request: Request): Promise<void> {
  if (!(request.session as session.Session | undefined)) return;
  await new Promise<void>((resolve, reject) => {
    request.session.save((error: unknown) => (error ? reject(error) : resolve()));
  });
}

/** Another session in the place of the one before, so that whoever knew that one knows nothing. */
export function renewed(request: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    request.session.regenerate((error: unknown) => (error ? reject(error) : resolve()));
  });
}

export function ended(request: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    request.session.destroy((error: unknown) => (error ? reject(error) : resolve()));
  });
}
