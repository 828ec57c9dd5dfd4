import { describe, expect, it } from '@jest/globals';
import { loadConfiguration } from '@kept-informed/runtime';
import { WorkerConfiguration } from './configuration.js';

const load = (env: Record<string, string>) => loadConfiguration(WorkerConfiguration, env);

describe('the configuration of the worker', () => {
  it('needs nothing to start from a clone', () => {
    expect(load({})).toMatchObject({ mailFrom: 'Kept Informed <kept-informed@localhost>' });
  });

  it.each(['desk@force.example', 'Crime desk <desk@force.example>', '"Desk, crime" <desk@force.example>'])(
    'takes %s for whom e-mails are from',
    (mailFrom) => {
      expect(load({ MAIL_FROM: mailFrom }).mailFrom).toBe(mailFrom);
    },
  );

  it.each(['not an address', '<>', 'Desk <desk>', 'desk@', 'desk@force.example, other@force.example', 'a@b <c@d>'])(
    'refuses at boot that e-mails are from %s',
    (mailFrom) => {
      expect(() => load({ MAIL_FROM: mailFrom })).toThrow('MAIL_FROM: Expected an e-mail address');
    },
  );

  it('takes where cases are to be seen as an address, or none', () => {
    expect(load({}).publicUrl).toBeUndefined();
    expect(load({ PUBLIC_URL: 'https://informed.force.example' }).publicUrl).toBe('https://informed.force.example');
    for (const url of ['informed.force.example', 'javascript:alert(1)'])
      expect(() => load({ PUBLIC_URL: url })).toThrow('PUBLIC_URL: Expected an https:// address');
  });

  it('signs the log of facts by a key and under a name, and by none that is not said where the database is one’s own', () => {
    const database = {
      DATABASE_URL: 'postgres://db/kept_informed',
      SECRETS_KEY: Buffer.alloc(32, 1).toString('base64'),
    };
    const key = { PROOF_KEY: Buffer.alloc(32, 2).toString('base64'), PROOF_ORIGIN: 'proof.force.example' };
    expect(load(database).proofSigner()).toBeNull();
    expect(load({ ...database, ...key }).proofSigner()).toMatchObject({ name: 'proof.force.example' });
    expect(() => load({ ...database, ...key, PROOF_ORIGIN: '' })).toThrow('PROOF_ORIGIN: Missing.');
    expect(() => load({ ...database, ...key, PROOF_ORIGIN: 'a b' })).toThrow(
      'PROOF_KEY: Expected a name without spaces',
    );
    expect(() => load({ ...database, ...key, PROOF_KEY: 'hunter2' })).toThrow('PROOF_KEY: Expected 32 bytes in base64');
    expect(() => load({ ...database, ...key, PROOF_KEY: `${key.PROOF_KEY},${key.PROOF_KEY}` })).toThrow(
      'Expected one key',
    );
    expect(() => load({ ...database, ...key, PROOF_KEY_FILE: 'x' })).toThrow('Not beside PROOF_KEY_FILE.');
  });
});
