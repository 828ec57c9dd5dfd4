import type { JSONWebKeySet } from 'jose';
import { EMBEDDED_ALGORITHM } from './embedded-keys.js';
import { type Role, roles, scopes } from './principal.js';

export interface ProviderOptions {
  keys: JSONWebKeySet;
  audience: string;
  staff: Readonly<Record<Role, string>>;
}

const SECRET = 'demo';
const ONE_HOUR = 3_600;
/** The one thing that tokens are for. OAuth wants an absolute URI here; the audience may be any word. */
const RESOURCE = 'urn:kept-informed:api';

/** A signed token carries everything, so nothing is ever stored or found. */
class NothingKept {
  async upsert(): Promise<void> {}
  async find(): Promise<undefined> {}
  async findByUid(): Promise<undefined> {}
  async findByUserCode(): Promise<undefined> {}
  async consume(): Promise<void> {}
  async destroy(): Promise<void> {}
  async revokeByGrantId(): Promise<void> {}
}

/** Client credentials in, a JWT with `roles` and `staff_id` out; every other feature of the provider is off. */
export function providerConfiguration({ keys, audience, staff }: ProviderOptions): Record<string, unknown> {
  return {
    adapter: NothingKept,
    jwks: keys,
    clients: roles.map((role) => clientFor(role)),
    scopes: [...scopes],
    clientDefaults: { id_token_signed_response_alg: EMBEDDED_ALGORITHM },
    clientAuthMethods: ['client_secret_basic', 'client_secret_post'],
    ttl: { ClientCredentials: ONE_HOUR },
    extraTokenClaims: (_context: unknown, token: GivenToken) => claimsFor(token, staff),
    renderError: (context: { body?: unknown; type?: string }, told: unknown) => {
      context.type = 'json';
      context.body = told;
    },
    features: {
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => resourceServer(audience),
      },
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      rpInitiatedLogout: { enabled: false },
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
