import { describe, expect, it } from '@jest/globals';
import { isSecret, newSecret, signed } from './webhook-signature.js';

/** The example of the Standard Webhooks specification. */
const example = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  seconds: 1_614_265_330,
  body: '{"test": 2432232314}',
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
};

describe('the headers of a webhook', () => {
  it('are those of the specification’s example', () => {
    expect(signed(example.id, example.seconds, example.body, [example.secret])).toEqual({
      'webhook-id': example.id,
      'webhook-timestamp': '1614265330',
      'webhook-signature': example.signature,
    });
  });

  it('carry a signature by each secret while one replaces the other', () => {
    const other = newSecret();
    const both = signed(example.id, example.seconds, example.body, [other, example.secret])['webhook-signature']!;
    expect(both.split(' ')).toHaveLength(2);
    expect(both.split(' ')[1]).toBe(example.signature);
  });
});

describe('a secret', () => {
  it('that is made here is one, and never the same', () => {
    expect(isSecret(newSecret())).toBe(true);
    expect(newSecret()).not.toBe(newSecret());
  });

  it.each([
    ['too short by a byte', `whsec_${Buffer.alloc(23).toString('base64')}`, false],
    ['just long enough', `whsec_${Buffer.alloc(24).toString('base64')}`, true],
    ['as long as may be', `whsec_${Buffer.alloc(64).toString('base64')}`, true],
    ['too long by a byte', `whsec_${Buffer.alloc(65).toString('base64')}`, false],
    ['without its prefix', Buffer.alloc(32).toString('base64'), false],
    ['not base64', `whsec_${'!'.repeat(40)}`, false],
  ])('%s: %s', (_, text, is) => {
    expect(isSecret(text)).toBe(is);
  });
});
