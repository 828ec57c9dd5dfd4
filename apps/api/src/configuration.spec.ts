import { describe, expect, it } from '@jest/globals';
import { loadConfiguration } from '@kept-informed/runtime';
import { ApiConfiguration } from './configuration.js';

const load = (env: Record<string, string>) => loadConfiguration(ApiConfiguration, env);

describe('the configuration of the API', () => {
  it('needs nothing to start from a clone', () => {
    expect({ ...load({}) }).toEqual({
      clockSpeed: 1,
      host: '127.0.0.1',
      port: 3000,
      requestsPerMinute: 60_000,
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
    const whole = { NODE_ENV: 'production', OIDC_ISSUER: 'https://id.example', FORCE_FILE: 'force.yaml' };
    expect(load(whole).production).toBe(true);
  });

  it('does not take the demo force in production', () => {
    const given = { NODE_ENV: 'production', OIDC_ISSUER: 'https://id.example' };
    expect(() => load(given)).toThrow('FORCE_FILE: Missing. The demo force is not for production.');
    expect(load({ ...given, NODE_ENV: 'test' }).forceFile).toBeUndefined();
  });

  it.each(['development', 'test', 'production'])('needs an issuer beside a database of its own: %s', (environment) => {
    const database = { DATABASE_URL: 'postgres://db/kept_informed', FORCE_FILE: 'force.yaml' };
    const given = { NODE_ENV: environment, ...database };
    expect(() => load(given)).toThrow('OIDC_ISSUER: Missing. The built-in sign-in, whose secret is public');
    expect(load({ ...given, OIDC_ISSUER: 'https://id.example' }).embedded).toBe(false);
    expect(load({}).embedded).toBe(true);
  });

  it('does not repeat an address with a password in it', () => {
    expect(() => load({ DATABASE_URL: 'mysql://user:hunter2@db/x', OIDC_ISSUER: 'nonsense' })).toThrow(
      /^[^]*DATABASE_URL: Expected a postgres:\/\/ address\.\n {2}OIDC_ISSUER: Expected an https:\/\/ address\.$/,
    );
  });
});
