import { hash } from 'node:crypto';
import { type JWTPayload, type JWTVerifyOptions, type JWTVerifyResult, errors, jwtVerify } from 'jose';
import { AccessRefused, tokenInvalid } from './access-refused.js';
import { isAccessToken } from './access-token.js';
import type { IssuerKeys } from './issuer-keys.js';
import { type ClaimNames, principalOf } from './principal-of-claims.js';
import type { Principal } from './principal.js';

/** Only signatures that need a private key: a shared secret can never be mistaken for a public one. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
const TOLERANCE_SECONDS = 15;
/** What is stolen is good for no longer, and who has left is out by then. */
const LONGEST_LIFE_SECONDS = 24 * 60 * 60;
/** No provider's access token comes near; longer text is not worth parsing. */
const LONGEST = 16_384;
/** Tokens that are remembered at once; those that came first are forgotten first. */
const MOST_REMEMBERED = 10_000;

export interface TokenExpectations extends ClaimNames {
  audience: string;
}

/**
 * Says who a bearer token speaks for, or refuses it: issuer, audience, signature and times must all hold. What was found of
 * a good token is remembered by its digest until it ends: to check a signature takes a fifth of a millisecond.
 */
export class TokenVerifier {
  readonly #remembered = new Map<string, Principal>();

  constructor(
    private readonly keys: IssuerKeys,
    private readonly expected: TokenExpectations,
  ) {}

  /** Who a token speaks for that was found good before and has not ended; of others nothing is known without a look. */
  remembered(token: string): Principal | undefined {
    const known = this.#remembered.get(digestOf(token));
    return known && Date.now() < known.until ? known : undefined;
  }

  /** Throws `AccessRefused`: 401 where the token is at fault, 503 where the provider cannot be asked. */
  async verify(token: string): Promise<Principal> {
    if (token.length > LONGEST) throw tokenInvalid('The token is too long.');
    const known = this.remembered(token);
    if (known) return known;
    const claims = await this.claimsOf(token);
    const holder = principalOf(claims, this.expected);
    if (!holder) throw tokenInvalid('The token does not say whose it is.');
    const principal = { ...holder, until: (claims.exp! + TOLERANCE_SECONDS) * 1_000 };
    this.#remember(digestOf(token), principal);
    return principal;
  }

  #remember(digest: string, principal: Principal): void {
    this.#remembered.delete(digest);
    if (this.#remembered.size >= MOST_REMEMBERED) this.#remembered.delete(this.#remembered.keys().next().value!);
    this.#remembered.set(digest, principal);
  }

  /** A token need not name its key. Where several are published that fit, it is good if it is signed by one of them. */
  async #signedByAny(token: string, options: JWTVerifyOptions): Promise<JWTVerifyResult> {
    try {
      return await jwtVerify(token, this.keys.key, options);
    } catch (ambiguous) {
      if (!(ambiguous instanceof errors.JWKSMultipleMatchingKeys)) throw ambiguous;
      for await (const key of ambiguous) {
        try {
          return await jwtVerify(token, key, options);
        } catch (error) {
          if (!(error instanceof errors.JWSSignatureVerificationFailed)) throw error;
        }
      }
      throw new errors.JWSSignatureVerificationFailed();
    }
  }

  private async claimsOf(token: string): Promise<JWTPayload> {
    const options: JWTVerifyOptions = {
      issuer: this.keys.issuer(),
      audience: this.expected.audience,
      algorithms: ALGORITHMS,
      clockTolerance: TOLERANCE_SECONDS,
      requiredClaims: ['exp', 'sub'],
    };
    try {
      const { payload, protectedHeader } = await this.#signedByAny(token, options);
      if (!isAccessToken(protectedHeader, payload)) throw tokenInvalid('The token is not an access token.');
      if (lifeOf(payload) > LONGEST_LIFE_SECONDS) throw tokenInvalid('The token lives longer than a day.');
      return payload;
    } catch (cause) {
      if (cause instanceof AccessRefused) throw cause;
      throw tokenInvalid(sentenceFor(cause), cause);
    }
  }
}

const digestOf = (token: string): string => hash('sha256', token, 'base64url');

/** From its making, or from now where it does not say or claims to come from the future. */
function lifeOf({ exp, iat }: JWTPayload): number {
  const now = Date.now() / 1_000;
  return exp! - Math.min(iat ?? now, now);
}

function sentenceFor(cause: unknown): string {
  if (cause instanceof errors.JWTExpired) return 'The token has expired.';
  if (!(cause instanceof errors.JWTClaimValidationFailed)) return 'The token is malformed or not signed by its issuer.';
  if (cause.claim === 'aud') return 'The token is for another audience.';
  if (cause.claim === 'iss') return 'The token is from another issuer.';
  if (cause.claim === 'nbf') return 'The token is not valid yet.';
  return 'The token lacks a claim that is needed.';
}
