import { describe, expect, it } from '@jest/globals';
import { addressesOf, hostOf, OutOfReach, isPrivate, reachableWithin, allowedNetworks } from './private-network.js';

const none = { everywhere: false, networks: [], hosts: [] };

describe('an address', () => {
  it.each([
    ['this machine', '127.0.0.1'],
    ['this machine by another number', '127.8.9.10'],
    ['no address', '0.0.0.0'],
    ['the last of a private network', '10.255.255.255'],
    ['a private network', '172.16.0.1'],
    ['its last', '172.31.255.255'],
    ['a private network', '192.168.1.1'],
    ['link-local, where clouds keep their keys', '169.254.169.254'],
    ['carrier-grade NAT', '100.64.0.1'],
    ['multicast', '224.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['this machine in IPv6', '::1'],
    ['no address in IPv6', '::'],
    ['this machine, mapped', '::ffff:127.0.0.1'],
    ['this machine, mapped in hex', '::ffff:7f00:1'],
    ['link-local in IPv6', 'fe80::1'],
    ['a private network in IPv6', 'fd12:3456::1'],
    ['6to4 around a private address', '2002:7f00:1::'],
    ['NAT64 around a private address', '64:ff9b::7f00:1'],
    ['an example', '2001:db8::1'],
    ['what is no address at all', 'localhost'],
  ])('is private: %s, %s', (_, address) => {
    expect(isPrivate(address)).toBe(true);
  });

  it.each(['9.255.255.255', '11.0.0.0', '172.15.255.255', '172.32.0.0', '192.167.255.255', '8.8.8.8', '2a00:1450::1'])(
    'is not private: %s',
    (address) => {
      expect(isPrivate(address)).toBe(false);
    },
  );
});

describe('what may be reached', () => {
  it('is what is not private, unless a network is named', () => {
    const mayReach = reachableWithin({ ...none, networks: ['10.20.0.0/16', 'fd00::/8'] }).address;
    expect(['10.20.3.4', 'fd00::1', '8.8.8.8'].map(mayReach)).toEqual([true, true, true]);
    expect(['10.21.0.0', '127.0.0.1', 'fe80::1'].map(mayReach)).toEqual([false, false, false]);
  });

  it('is everything where everything is on one machine', () => {
    expect(reachableWithin({ ...none, everywhere: true }).address('127.0.0.1')).toBe(true);
  });

  it('is read from the configuration', () => {
    const read = allowedNetworks({ embedded: false, webhookNetworks: ' 10.0.0.0/8, fd00::/8 ,' });
    expect(read).toEqual({ ...none, networks: ['10.0.0.0/8', 'fd00::/8'] });
  });

  it('is with a list of hosts those alone, and what is below those with a star', () => {
    const { hosts } = allowedNetworks({ embedded: false, webhookHosts: 'Hooks.example, *.force.example' });
    const { host } = reachableWithin({ ...none, hosts });
    expect(['hooks.example', 'a.force.example', 'b.a.force.example'].map(host)).toEqual([true, true, true]);
    const others = ['force.example', 'xforce.example', 'a.hooks.example', 'hooks.example.org', '8.8.8.8'];
    expect(others.filter(host)).toEqual([]);
    expect(reachableWithin(none).host('anything.example')).toBe(true);
  });

  it.each(['https://hooks.example', 'hooks.*', '*', 'a b', 'hooks..example'])(
    'cannot be the host %s',
    (webhookHosts) => {
      expect(() => allowedNetworks({ embedded: false, webhookHosts })).toThrow('is not a host');
    },
  );

  it.each(['10.0.0.0', '10.0.0.0/33', 'intranet/8', 'fd00::/129', '/8', '10.0.0.0/'])(
    'cannot be read from %s',
    (webhookNetworks) => {
      expect(() => allowedNetworks({ embedded: false, webhookNetworks })).toThrow('is not a network');
    },
  );
});

describe('the addresses of a host', () => {
  const reach = reachableWithin(none);

  it.each([
    ['a number', 'http://127.0.0.1/'],
    ['a number in another notation', 'http://0x7f.1/'],
    ['one number for all', 'http://2130706433/'],
    ['IPv6', 'http://[::1]/'],
    ['IPv6 around IPv4', 'http://[::ffff:127.0.0.1]/'],
    ['a name, once it is looked up', 'http://localhost/'],
  ])('are refused where they are private: %s', async (_, url) => {
    await expect(addressesOf(hostOf(new URL(url)), reach)).rejects.toThrow('inward-address');
  });

  it('are not even looked up of a host that is not listed', async () => {
    const listed = reachableWithin({ ...none, hosts: ['hooks.example'] });
    await expect(addressesOf('name.invalid', listed)).rejects.toEqual(new OutOfReach('unlisted-host'));
  });

  it('are answered where they may be reached', async () => {
    expect(await addressesOf('8.8.8.8', reach)).toEqual([{ address: '8.8.8.8', family: 4 }]);
  });
});
