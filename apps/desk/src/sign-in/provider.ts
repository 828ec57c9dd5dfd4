import { createRemoteJWKSet, jwtVerify } from 'jose';
import * as oidc from 'openid-client';
import { type ClaimNames, principalOf } from '@kept-informed/access';
import { SignInFailed, SignInUnavailable } from '../frame/page-trouble.js';
import type { PendingSignIn, SignedIn } from './sessions.js';

export interface ProviderParts extends ClaimNames {
  /** The provider, and where browsers reach the desk: the built-in one's are known once the port is. */
  readonly issuer: () => string;
  readonly publicUrl: () => string;
  readonly clientId: string;
  readonly clientSecret?: string;
}

/** Somebody as the provider says, before it is said when and with which browser. */
export type ProvenPerson = Omit<SignedIn, 'since' | 'seenAt' | 'browser' | 'keysAreOff'>;

/** Who came back, and when they last proved it to the provider: in seconds since 1970, undefined where that does not say. */
interface CameBack {
  readonly person: ProvenPerson;
  readonly provenAt: number | undefined;
}

/** The OpenID provider by which people sign in: code flow with PKCE. */
export class SignInProvider {
  #found: Promise<oidc.Configuration> | undefined;
  #keys: ReturnType<typeof createRemoteJWKSet> | undefined;

  constructor(private readonly parts: ProviderParts) {}

  /** Where its pages are, for the rules of what a form may lead to. */
  readonly origin = (): string => new URL(this.parts.issuer()).origin;

  get #callback(): string {
    return new URL('/sign-in/callback', this.parts.publicUrl()).href;
  }

  /** Where to send somebody, and what has to be known when they come back. `fresh`: asked who they are even where known. */
  async begin(to: string, fresh: boolean): Promise<{ url: string; state: string; pending: PendingSignIn }> {
    const configuration = await this.#configuration();
    const [verifier, nonce, state] = [oidc.randomPKCECodeVerifier(), oidc.randomNonce(), oidc.randomState()];
    const url = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: this.#callback,
      scope: 'openid',
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      nonce,
      state,
      // With an age the provider must say when they proved it (OpenID Connect Core 1.0, 3.1.2.1).
      ...(fresh && { prompt: 'login', max_age: '0' }),
    });
    return { url: url.href, state, pending: { verifier, nonce, to, fresh } };
  }

  /** Who came back. Throws SignInFailed where that cannot be trusted. */
  async complete(query: string, state: string, { verifier, nonce }: PendingSignIn): Promise<CameBack> {
    const configuration = await this.#configuration();
    const current = new URL(`${this.#callback}?${query}`);
    const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true };
    const tokens = await oidc.authorizationCodeGrant(configuration, current, checks).catch((cause: unknown) => {
      throw new SignInFailed('The provider did not say who came back.', { cause });
    });
    const claims = tokens.claims()!;
    const holder = principalOf(claims, this.parts);
    if (!holder) throw new SignInFailed('The ID token does not say whose it is.');
    const { name, sid, auth_time: provenAt } = claims;
    const person = {
      ...holder,
      ...(typeof name === 'string' && { name }),
      ...(typeof sid === 'string' && { providerSession: sid }),
    };
    return { person, provenAt: typeof provenAt === 'number' ? provenAt : undefined };
  }

  /**
   * Where somebody goes to sign out of the provider too; undefined: it has no such page. Without the ID token, which names
   * them, in an address: the provider knows its own session, and at most asks.
   */
  async endSession(): Promise<string | undefined> {
    const configuration = await this.#configuration();
    if (!configuration.serverMetadata().end_session_endpoint) return undefined;
    const back = new URL('/signed-out', this.parts.publicUrl()).href;
    return oidc.buildEndSessionUrl(configuration, { post_logout_redirect_uri: back }).href;
  }

  /** Whose session ended there, by a token that the provider sends (OpenID Connect Back-Channel Logout 1.0, 2.6). */
  async loggedOut(token: string): Promise<{ subject?: string; providerSession?: string }> {
    const metadata = (await this.#configuration()).serverMetadata();
    // Kept, or whoever sends anything at all has the provider asked each time.
    this.#keys ??= createRemoteJWKSet(new URL(metadata.jwks_uri!));
    const { issuer } = metadata;
    const { payload } = await jwtVerify(token, this.#keys, {
      issuer,
      audience: this.parts.clientId,
      maxTokenAge: '5m',
    }).catch((cause: unknown) => {
      throw new SignInFailed('The token cannot be trusted.', { cause });
    });
    const { events, nonce, sub, sid } = payload as typeof payload & { events?: object };
    const isLogout =
      events !== undefined && Object.hasOwn(events, 'http://schemas.openid.net/event/backchannel-logout');
    if (!isLogout || nonce !== undefined || (sub === undefined && sid === undefined))
      throw new SignInFailed('The token does not say whose session ended.');
    return { subject: sub, ...(typeof sid === 'string' && { providerSession: sid }) };
  }

  /** Asked for at the first sign-in and kept; one that failed is asked for anew. */
  #configuration(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret } = this.parts;
    const url = new URL(issuer());
    this.#found ??= oidc
      .discovery(url, clientId, clientSecret, undefined, {
        ...(url.protocol === 'http:' && { execute: [oidc.allowInsecureRequests] }),
        timeout: 10,
      })
      .catch((cause: unknown) => {
        this.#found = undefined;
        throw new SignInUnavailable('The provider does not answer.', { cause });
      });
    return this.#found;
  }
}
