import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

/** Networks that nobody outside may make this product talk to (RFC 6890 and what followed it). */
const inward4: readonly [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];

/** Of IPv6 only global unicast leads outward, and of that not what wraps another address or stands in examples. */
const outward6: readonly [string, number][] = [['2000::', 3]];
const inward6: readonly [string, number][] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

function listOf(networks: readonly [string, number][], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const [net, prefix] of networks) list.addSubnet(net, prefix, family);
  return list;
}

const [inwardV4, outwardV6, inwardV6] = [listOf(inward4, 'ipv4'), listOf(outward6, 'ipv6'), listOf(inward6, 'ipv6')];

/** Whether an address is loopback, link-local, private or otherwise not of the open network. */
export function isInward(address: string): boolean {
  if (isIP(address) === 4) return inwardV4.check(address, 'ipv4');
  if (isIP(address) !== 6) return true;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return inwardV4.check(mapped, 'ipv4');
  return !outwardV6.check(address, 'ipv6') || inwardV6.check(address, 'ipv6');
}

/** Where webhooks may go. */
export interface Reach {
  /** Inward addresses too: everything runs on one machine, to be tried out. */
  readonly everywhere: boolean;
  /** Inward networks that may be reached all the same, such as `10.20.0.0/16`. */
  readonly networks: readonly string[];
}

/** An address that no webhook may go to. */
export class Inward extends Error {
  override readonly name = 'Inward';
}

/** A way to ask whether an address may be reached. Throws RangeError for a network that is none. */
export function reachable({ everywhere, networks }: Reach): (address: string) => boolean {
  const allowed = new BlockList();
  for (const network of networks) {
    const { address, prefix, family } = parsed(network);
    allowed.addSubnet(address, prefix, family);
  }
  return (address) => everywhere || !isInward(address) || allowed.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** The reach that a process is configured with: networks separated by commas. Throws RangeError where one is none. */
export function reachOf({ embedded, webhookNetworks = '' }: { embedded: boolean; webhookNetworks?: string }): Reach {
  const networks = webhookNetworks
    .split(',')
    .map((network) => network.trim())
    .filter((network) => network !== '');
  networks.forEach(parsed);
  return { everywhere: embedded, networks };
}

function parsed(network: string): { address: string; prefix: number; family: 'ipv4' | 'ipv6' } {
  const [, address = '', length = ''] = /^([0-9a-fA-F.:]+)\/(\d{1,3})$/.exec(network) ?? [];
  const version = isIP(address);
  const prefix = Number(length);
  if (version === 0 || length === '' || prefix > (version === 4 ? 32 : 128))
    throw new RangeError(`'${network}' is not a network`);
  return { address, prefix, family: version === 4 ? 'ipv4' : 'ipv6' };
}

/** The host of an address as a look-up takes it: IPv6 comes in brackets. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');

/** The addresses of a host; throws {@link Inward} where one of them may not be reached, for any of them could be taken. */
export async function addressesOf(
  host: string,
  mayReach: (address: string) => boolean,
): Promise<{ address: string; family: number }[]> {
  const version = isIP(host);
  const found = version > 0 ? [{ address: host, family: version }] : await lookup(host, { all: true });
  if (!found.every(({ address }) => mayReach(address))) throw new Inward('The address leads inward.');
  return found;
}
