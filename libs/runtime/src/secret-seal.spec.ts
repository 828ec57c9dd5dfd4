import { describe, expect, it } from '@jest/globals';
import { secretSeal, UnreadableSecret } from './secret-seal.js';

const [one, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];

describe('a sealed secret', () => {
  const sealed = secretSeal([one]).seal('whsec_abc', 'endpoint-1');

  it('tells nobody what it is, and nobody that it is the same as another', () => {
    expect(sealed).not.toContain('whsec');
    expect(Buffer.from(sealed.split('.')[1]!, 'base64url').toString('latin1')).not.toContain('abc');
    expect(secretSeal([one]).seal('whsec_abc', 'endpoint-1')).not.toBe(sealed);
  });

  it('opens with the key that sealed it, also once another has taken its place, and with no other', () => {
    expect(secretSeal([one]).open(sealed, 'endpoint-1')).toBe('whsec_abc');
    const rotated = secretSeal([other, one]);
    expect(rotated.open(sealed, 'endpoint-1')).toBe('whsec_abc');
    expect(secretSeal([other]).open(rotated.seal('whsec_new', 'endpoint-1'), 'endpoint-1')).toBe('whsec_new');
    expect(() => secretSeal([other]).open(sealed, 'endpoint-1')).toThrow(UnreadableSecret);
  });

  it('does not open for somebody else, or when it was changed', () => {
    expect(() => secretSeal([one]).open(sealed, 'endpoint-2')).toThrow(UnreadableSecret);
    const [name, text] = sealed.split('.') as [string, string];
    const bytes = Buffer.from(text, 'base64url');
    bytes[14]! ^= 1;
    expect(() => secretSeal([one]).open(`${name}.${bytes.toString('base64url')}`, 'endpoint-1')).toThrow(
      UnreadableSecret,
    );
    expect(() => secretSeal([one]).open('whsec_abc', 'endpoint-1')).toThrow(UnreadableSecret);
  });
});
