import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Of IPv6 only this leads outward: whatever else wraps another address, is of one network or is nobody's yet. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/** Whether an address is loopback, link-local, private or otherwise not of the open network. */
export function isPrivate(text: string): boolean {
  if (!ipaddr.isValid(text)) return true;
  const address = ipaddr.process(text);
  return address.range() !== 'unicast' || (address.kind() === 'ipv6' && !address.match(globalUnicast));
}

/** Where webhooks may go. */
export interface AllowedNetworks {
  /** Private ones too: everything runs on one machine, to be tried out. */
  readonly everywhere: boolean;
  /** Private networks that may be reached all the same, such as `10.20.0.0/16`. */
  readonly networks: readonly string[];
  /** Hosts that alone may be reached, such as `hooks.example` and `*.force.example`; none: any. */
  readonly hosts: readonly string[];
}

/** Where no webhook may go to: this machine, a private network, or a host that is not listed. */
export class OutOfReach extends Error {
  override readonly name = 'OutOfReach';

  constructor(readonly because: 'inward-address' | 'unlisted-host') {
    super(because);
  }
}

/** A way to ask whether a host, and whether an address, may be reached. */
export interface AllowedReach {
  readonly host: (name: string) => boolean;
  readonly address: (text: string) => boolean;
}

export function reachableWithin({ everywhere, networks, hosts }: AllowedNetworks): AllowedReach {
  const allowed = networks.map((network) => ipaddr.parseCIDR(network));
  const isAllowed = (address: string) => ipaddr.subnetMatch(ipaddr.process(address), { allowed }) === 'allowed';
  return {
    host: (name) =>
      hosts.length === 0 || hosts.some((one) => (one.startsWith('*.') ? name.endsWith(one.slice(1)) : name === one)),
    address: (text) => everywhere || !isPrivate(text) || (ipaddr.isValid(text) && isAllowed(text)),
  };
}

const hostName = /^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*$/;

/** What a process is configured with, each list separated by commas. Throws RangeError where one is no network, or no host. */
export function allowedNetworks({
  embedded,
  webhookNetworks,
  webhookHosts,
}: {
  readonly embedded: boolean;
  readonly webhookNetworks?: string;
  readonly webhookHosts?: string;
}): AllowedNetworks {
  const networks = listed(webhookNetworks);
  for (const network of networks)
    if (!ipaddr.IPv4.isValidCIDRFourPartDecimal(network) && !ipaddr.IPv6.isValidCIDR(network))
      throw new RangeError(`'${network}' is not a network`);
  const hosts = listed(webhookHosts).map((host) => host.toLowerCase());
  for (const host of hosts)
    if (!hostName.test(host) && !ipaddr.isValid(host)) throw new RangeError(`'${host}' is not a host`);
  return { everywhere: embedded, networks, hosts };
}

const listed = (text = '') =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** The host of an address as a look-up takes it: IPv6 comes in brackets. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');

/** The addresses of a host; throws {@link OutOfReach} where one of them may not be reached, for any of them could be taken. */
export async function addressesOf(host: string, reach: AllowedReach): Promise<LookupAddress[]> {
  if (!reach.host(host)) throw new OutOfReach('unlisted-host');
  const version = isIP(host);
  const found = version > 0 ? [{ address: host, family: version }] : await lookup(host, { all: true });
  if (!found.every(({ address }) => reach.address(address))) throw new OutOfReach('inward-address');
  return found;
}
