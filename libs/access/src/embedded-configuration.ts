import type { JSONWebKeySet } from 'jose';
import { EMBEDDED_ALGORITHM } from './embedded-keys.js';
import { browserClient, browserClientId, signedOutPage, signInByBrowser, signOutPage } from './embedded-browser.js';
import { type Role, roles, scopes } from './principal.js';

export interface ProviderOptions {
  keys: JSONWebKeySet;
  audience: string;
  staff: Readonly<Record<Role, string>>;
  /** Where browsers reach the pages, such as http://127.0.0.1:3000. */
  origin: string;
}

const SECRET = 'demo';
const ONE_HOUR = 3_600;
const ONE_DAY = 24 * ONE_HOUR;
/** The one thing that tokens are for. OAuth wants an absolute URI here; the audience may be any word. */
const RESOURCE = 'urn:kept-informed:api';

/**
 * For scripts, client credentials in and a JWT with `roles` and `staff_id` out; for browsers, the code flow with PKCE, in
 * which somebody chooses whom of the demo's people to be. Every other feature of the provider is off.
 */
export function providerConfiguration({ keys, audience, staff, origin }: ProviderOptions): Record<string, unknown> {
  return {
    jwks: keys,
    clients: [...roles.map((role) => clientFor(role)), browserClient(origin)],
    scopes: ['openid', ...scopes],
    ...signInByBrowser(staff),
    clientDefaults: { id_token_signed_response_alg: EMBEDDED_ALGORITHM },
    clientAuthMethods: ['client_secret_basic', 'client_secret_post'],
    ttl: {
      ClientCredentials: ONE_HOUR,
      AccessToken: ONE_HOUR,
      IdToken: ONE_HOUR,
      Interaction: ONE_HOUR,
      Grant: ONE_DAY,
      Session: ONE_DAY,
    },
    extraTokenClaims: (_context: unknown, token: GivenToken) => claimsFor(token, staff),
    renderError: (context: { body?: unknown; type?: string }, told: unknown) => {
      context.type = 'json';
      context.body = told;
    },
    // It would refuse to tell the desk, on this machine, that somebody signed out.
    fetch: (url: string, options: object) => fetch(url, { ...options, dispatcher: undefined } as RequestInit),
    features: {
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        // Who signs in by a browser gets no token for the API.
        defaultResource: (_context: unknown, { clientId }: { clientId: string }) =>
          clientId === browserClientId ? undefined : RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => resourceServer(audience),
      },
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: { enabled: true, logoutSource: signOutPage, postLogoutSuccessSource: signedOutPage },
      userinfo: { enabled: false },
    },
  };
}

function clientFor(role: Role): object {
  return {
    client_id: `demo-${role}`,
    client_secret: SECRET,
    scope: scopes.join(' '),
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
  };
}

interface GivenToken {
  readonly clientId: string;
  /** The scopes that were asked for. */
  readonly scope?: string;
}

/** A client that asks for no scope gets all of them, as a service's client does from most providers. */
function claimsFor({ clientId, scope }: GivenToken, staff: Readonly<Record<Role, string>>): object | undefined {
  const role = roles.find((each) => clientId === `demo-${each}`);
  if (!role) return undefined;
  return { roles: [role], staff_id: staff[role], ...(role === 'service' && !scope && { scp: scopes }) };
}

function resourceServer(audience: string): object {
  return {
    scope: scopes.join(' '),
    audience,
    accessTokenFormat: 'jwt',
    accessTokenTTL: ONE_HOUR,
    jwt: { sign: { alg: EMBEDDED_ALGORITHM } },
  };
}
