import { type JWTVerifyGetKey, createLocalJWKSet, createRemoteJWKSet, errors } from 'jose';
import { providerUnreachable } from './access-refused.js';

/** Where the keys that verify tokens come from. The issuer is asked for at each check: it may be known late. */
export interface IssuerKeys {
  issuer(): string;
  key: JWTVerifyGetKey;
}

const TIMEOUT_MS = 5_000;
/** After a failed discovery the next is not tried at once: a provider that is down must not hold every request. */
const RETRY_MS = 2_000;
/** Keys already fetched stay good this long when the provider cannot be asked again. */
const HELD_MS = 60 * 60 * 1_000;

type Remote = ReturnType<typeof createRemoteJWKSet>;

/** The keys of an OpenID provider, found by discovery at the first token and kept; 503 while it cannot be reached. */
export function discoveredKeys(issuer: string): IssuerKeys {
  let remote: Promise<Remote> | undefined;
  let failed: { at: number; cause: unknown } | undefined;
  let lastGood = 0;

  const discovered = (): Promise<Remote> => {
    if (failed && Date.now() - failed.at < RETRY_MS) return Promise.reject(failed.cause);
    remote ??= discover(issuer).catch((cause: unknown) => {
      remote = undefined;
      failed = { at: Date.now(), cause };
      throw cause;
    });
    return remote;
  };

  const key: JWTVerifyGetKey = async (header, token) => {
    let found: Remote | undefined;
    try {
      found = await discovered();
      const answer = await found(header, token);
      if (found.fresh) lastGood = Date.now();
      return answer;
    } catch (cause) {
      if (isAboutTheToken(cause)) throw cause;
      const held = found?.jwks();
      if (held && Date.now() - lastGood < HELD_MS) return createLocalJWKSet(held)(header, token);
      throw providerUnreachable(cause);
    }
  };
  return { issuer: () => issuer, key };
}

async function discover(issuer: string): Promise<Remote> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const answer = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), headers: { accept: 'application/json' } });
  if (!answer.ok) throw new Error(`Discovery answered ${answer.status}`);
  const found = (await answer.json()) as { issuer?: unknown; jwks_uri?: unknown } | null;
  // OpenID Connect Discovery 4.3: the document must name the issuer that was asked for.
  if (found?.issuer !== issuer) throw new Error('Discovery names another issuer than the one configured');
  if (typeof found.jwks_uri !== 'string') throw new Error('Discovery names no keys');
  return createRemoteJWKSet(new URL(found.jwks_uri), { timeoutDuration: TIMEOUT_MS });
}

/** True where another answer of the provider would not help: the token names a key that is not there. */
function isAboutTheToken(cause: unknown): boolean {
  return (
    cause instanceof errors.JWKSNoMatchingKey ||
    cause instanceof errors.JWKSMultipleMatchingKeys ||
    cause instanceof errors.JOSENotSupported
  );
}
