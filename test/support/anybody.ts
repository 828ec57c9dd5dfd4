import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { Issuer } from './issuer.js';

const everyScope = 'read cases:write contacts:write milestones:write';

/** Another system's client has all scopes. */
const more = (roles: string, name: string | undefined) => ({
  ...(name && { name }),
  ...(roles.includes('service') && { scope: everyScope }),
});

/**
 * An OpenID provider that gives anybody the token that they ask for: `as('desk@pc-1001')` of a stack signs in a desk officer
 * with that staff id, `as('desk+supervisor@sgt-2001')` somebody with two roles. After a `/` stands their name.
 */
export async function issuerForAnybody(): Promise<Issuer> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'EdDSA', use: 'sig' };
  const server = createServer((request, response) => {
    const tell = (body: object) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(body));
    };
    if (request.url === '/.well-known/openid-configuration')
      return tell({ issuer: at, jwks_uri: `${at}/jwks`, token_endpoint: `${at}/token` });
    if (request.url === '/jwks') return tell({ keys: [jwk] });
    const basic = Buffer.from(request.headers.authorization!.replace('Basic ', ''), 'base64').toString();
    const [, roles, staffId, name] = /^demo-([^@]+)@([^/:]+)(?:\/([^:]+))?:/.exec(basic)!;
    new SignJWT({ roles: roles!.split('+'), staff_id: staffId, client_id: 'spec', ...more(roles!, name) })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'one', typ: 'at+jwt' })
      .setIssuer(at)
      .setAudience('kept-informed')
      .setSubject(`subject-${staffId}`)
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(privateKey)
      .then(
        (token) => tell({ access_token: token }),
        (error: Error) => response.destroy(error),
      );
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url: at, stop: () => void (server.closeAllConnections(), server.close()) };
}
