import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import type { QueryRunner } from 'typeorm';
import pg from 'pg';

/** The parts of the product that sign in to the database, each as somebody of their own, and what they may do there. */
export const databaseRoles = {
  api: 'kept_informed_api',
  desk: 'kept_informed_desk',
  worker: 'kept_informed_worker',
} as const;
export type DatabasePart = keyof typeof databaseRoles;

/** The addresses by which the parts reach the database; one that is not given has a log-in that somebody else makes. */
export type LogInAddresses = Readonly<Partial<Record<DatabasePart, string>>>;

/**
 * Makes the log-ins that these addresses name, with their passwords, and lets each do what its part does. One that is there
 * is given the password of its address. Throws for an address of whoever runs this: a part must not own the tables.
 */
export async function makeLogIns(runner: QueryRunner, addresses: LogInAddresses): Promise<void> {
  for (const [part, role] of Object.entries(databaseRoles)) {
    const address = addresses[part as DatabasePart];
    if (address !== undefined) await makeLogIn(runner, address, { part, role });
  }
}

async function makeLogIn(runner: QueryRunner, address: string, { part, role }: { part: string; role: string }) {
  const { username, password } = new URL(address);
  const name = decodeURIComponent(username);
  const [found] = await runner.query(
    `select current_user = $1 as own, exists (select from pg_roles where rolname = $1) as there`,
    [name],
  );
  if (found.own)
    throw new Error(`The ${part} must not sign in as ${name}, who owns the tables. Give it a log-in of its own.`);
  const known = pg.escapeIdentifier(name);
  if (!found.there) await runner.query(`create role ${known} login`);
  if (password) {
    const verifier = pg.escapeLiteral(scramVerifier(decodeURIComponent(password)));
    await runner.query(`alter role ${known} login password ${verifier}`);
  }
  const [{ member }] = await runner.query(`select pg_has_role($1, $2, 'usage') as member`, [name, role]);
  if (!member) await runner.query(`grant ${role} to ${known}`);
}

const iterations = 4_096;

/** What PostgreSQL keeps of a password (RFC 5803): so the password itself is in no statement, which the server may log. */
export function scramVerifier(password: string, salt = randomBytes(16)): string {
  const salted = pbkdf2Sync(password.normalize('NFKC'), salt, iterations, 32, 'sha256');
  const keyed = (text: string) => createHmac('sha256', salted).update(text).digest();
  const stored = createHash('sha256').update(keyed('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${stored}:${keyed('Server Key').toString('base64')}`;
}
