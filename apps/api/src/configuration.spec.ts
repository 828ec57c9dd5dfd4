import { describe, expect, it } from '@jest/globals';
import { loadConfiguration } from '@kept-informed/runtime';
import { ApiConfiguration } from './configuration.js';

const SECRETS_KEY = Buffer.alloc(32, 1).toString('base64');
const keys = { SECRETS_KEY, PEOPLE_KEY: Buffer.alloc(32, 3).toString('base64') };
const ERASURES_FILE = '/var/lib/kept-informed/erasures.ndjson';
const load = (env: Record<string, string>) => loadConfiguration(ApiConfiguration, env);

describe('the configuration of the API', () => {
  it('needs nothing to start from a clone', () => {
    expect({ ...load({}) }).toEqual({
      clockSpeed: 1,
      host: '127.0.0.1',
      port: 3000,
      requestsPerMinute: 6_000,
      requestsBeforeSignIn: 600,
      streamsPerSubject: 20,
      importMaxMegabytes: 50,
      importAreas: 'cumbria',
      environment: 'development',
      home: '.kept-informed',
      audience: 'kept-informed',
      rolesClaim: 'roles',
      staffClaim: 'staff_id',
      logLevel: 'log',
    });
  });

  it('needs an issuer over https in production', () => {
    expect(() => load({ NODE_ENV: 'production' })).toThrow('OIDC_ISSUER: Missing.');
    expect(() => load({ NODE_ENV: 'production', OIDC_ISSUER: 'http://id.example' })).toThrow('https');
    const whole = { NODE_ENV: 'production', OIDC_ISSUER: 'https://id.example', FORCE_FILE: 'force.yaml', ...keys };
    expect(load({ ...whole, ERASURES_FILE }).production).toBe(true);
  });

  it('does not take the demo force in production', () => {
    const given = { NODE_ENV: 'production', OIDC_ISSUER: 'https://id.example' };
    expect(() => load(given)).toThrow('FORCE_FILE: Missing. The demo force is not for production.');
    expect(load({ ...given, NODE_ENV: 'test' }).forceFile).toBeUndefined();
  });

  it.each(['development', 'test', 'production'])('needs an issuer beside a database of its own: %s', (environment) => {
    const database = { DATABASE_URL: 'postgres://db/kept_informed', FORCE_FILE: 'force.yaml', ...keys };
    const given = { NODE_ENV: environment, ERASURES_FILE, ...database };
    expect(() => load(given)).toThrow('OIDC_ISSUER: Missing. The built-in sign-in, whose secret is public');
    expect(load({ ...given, OIDC_ISSUER: 'https://id.example' }).embedded).toBe(false);
    expect(load({}).embedded).toBe(true);
  });

  it('needs a key for secrets beside a database of its own, and tells nothing of one that it cannot use', () => {
    const { PEOPLE_KEY } = keys;
    const given = { DATABASE_URL: 'postgres://db/kept_informed', OIDC_ISSUER: 'https://id.example', PEOPLE_KEY };
    expect(() => load(given)).toThrow('SECRETS_KEY: Missing. It seals the secrets in the database: 32 bytes in base64');
    for (const key of ['hunter2', SECRETS_KEY.slice(4), `${SECRETS_KEY},hunter2`]) {
      expect(() => load({ ...given, SECRETS_KEY: key })).toThrow('SECRETS_KEY: Expected 32 bytes in base64');
      expect(() => load({ ...given, SECRETS_KEY: key })).not.toThrow(key);
    }
    expect(() => load({ ...given, SECRETS_KEY, SECRETS_KEY_FILE: 'x' })).toThrow('Not beside SECRETS_KEY_FILE.');
    expect(() => load({ ...given, SECRETS_KEY_FILE: '/nowhere/key' })).toThrow('SECRETS_KEY_FILE: ENOENT');
    const next = Buffer.alloc(32, 2).toString('base64');
    expect(
      load({ ...given, SECRETS_KEY: `${next}, ${SECRETS_KEY}` })
        .secretKeys()
        .map((key) => key[0]),
    ).toEqual([2, 1]);
  });

  it('needs a key for people beside a database of its own', () => {
    const given = { DATABASE_URL: 'postgres://db/kept_informed', OIDC_ISSUER: 'https://id.example', SECRETS_KEY };
    expect(() => load(given)).toThrow('PEOPLE_KEY: Missing. It seals what is kept of people: 32 bytes in base64');
    expect(() => load({ ...given, PEOPLE_KEY: 'hunter2' })).toThrow('PEOPLE_KEY: Expected 32 bytes in base64');
    expect(() => load({ ...given, PEOPLE_KEY_FILE: '/nowhere/key' })).toThrow('PEOPLE_KEY_FILE: ENOENT');
    expect(load({ ...given, ...keys }).peopleKeys()).toEqual([Buffer.alloc(32, 3)]);
  });

  it('needs a list of erasures outside the database in production, and has one beside the embedded database', () => {
    const given = { OIDC_ISSUER: 'https://id.example', FORCE_FILE: 'force.yaml', ...keys };
    expect(() => load({ NODE_ENV: 'production', ...given })).toThrow('ERASURES_FILE: Missing. It says of a restored');
    expect(load({ NODE_ENV: 'production', ERASURES_FILE, ...given }).listOfErasures).toBe(ERASURES_FILE);
    expect(load({ DATABASE_URL: 'postgres://db/kept_informed', ...given }).listOfErasures).toBeUndefined();
    expect(load({ KEPT_INFORMED_HOME: '/home' }).listOfErasures).toBe('/home/erasures.ndjson');
  });

  it('does not repeat an address with a password in it', () => {
    expect(() => load({ DATABASE_URL: 'mysql://user:hunter2@db/x', OIDC_ISSUER: 'nonsense', ...keys })).toThrow(
      /^[^]*DATABASE_URL: Expected a postgres:\/\/ address\.\n {2}OIDC_ISSUER: Expected an https:\/\/ address\.$/,
    );
  });

  it('refuses a proxy that is no address and no network', () => {
    expect(load({ TRUSTED_PROXIES: ' 10.0.0.7, 10.1.0.0/16,fd00::/8 ' }).trustedProxies).toBeDefined();
    for (const odd of ['proxy', '10.0.0.0/33', '*', 'true'])
      expect(() => load({ TRUSTED_PROXIES: odd })).toThrow('TRUSTED_PROXIES');
  });
});
