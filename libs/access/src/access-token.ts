import type { JWTHeaderParameters, JWTPayload } from 'jose';

/** What access tokens call themselves by RFC 9068. */
const DECLARED = new Set(['at+jwt', 'application/at+jwt']);
/** Many providers still say one of these of tokens of every kind. */
const UNDECLARED = new Set([undefined, 'jwt']);
/** What only ID tokens hold: it ties one to a sign-in in a browser. */
const OF_ID_TOKENS = ['nonce', 'at_hash', 'c_hash', 's_hash'];
/** How access tokens of every common provider say which client may use them, and for what. ID tokens need none of these. */
const OF_ACCESS_TOKENS = ['client_id', 'azp', 'appid', 'cid', 'scope', 'scp'];
/** How Keycloak and Cognito name the kind of a token in its claims. */
const KINDS = new Set([undefined, 'Bearer', 'access']);

/**
 * Whether a token is there to be sent to an API. An ID token says who signed in to some client, with the same signature and
 * perhaps the same audience; whoever is shown one must not be able to use it here.
 */
export function isAccessToken({ typ }: JWTHeaderParameters, claims: JWTPayload): boolean {
  const declared = typ?.toLowerCase();
  if (DECLARED.has(declared!)) return true;
  if (!UNDECLARED.has(declared)) return false;
  const has = (name: string) => Object.hasOwn(claims, name);
  const ofKind = KINDS.has(claims['typ'] as undefined) && KINDS.has(claims['token_use'] as undefined);
  return ofKind && !OF_ID_TOKENS.some(has) && OF_ACCESS_TOKENS.some(has);
}
