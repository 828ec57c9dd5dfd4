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
}

/** An address that no webhook may go to: it leads to this machine or into a private network. */
export class PrivateAddress extends Error {
  override readonly name = 'PrivateAddress';
}

/** A way to ask whether an address may be reached. */
export function reachableWithin({ everywhere, networks }: AllowedNetworks): (address: string) => boolean {
  const allowed = networks.map((network) => ipaddr.parseCIDR(network));
  const isAllowed = (address: string) => ipaddr.subnetMatch(ipaddr.process(address), { allowed }) === 'allowed';
  return (address) => everywhere || !isPrivate(address) || (ipaddr.isValid(address) && isAllowed(address));
}

/** The networks that a process is configured with: networks separated by commas. Throws RangeError where one is none. */
export function allowedNetworks({
  embedded,
  webhookNetworks = '',
}: {
  embedded: boolean;
  webhookNetworks?: string;
}): AllowedNetworks {
  const networks = webhookNetworks
    .split(',')
    .map((network) => network.trim())
    .filter((network) => network !== '');
  for (const network of networks)
    if (!ipaddr.IPv4.isValidCIDRFourPartDecimal(network) && !ipaddr.IPv6.isValidCIDR(network))
      throw new RangeError(`'${network}' is not a network`);
  return { everywhere: embedded, networks };
}

/** The host of an address as a look-up takes it: IPv6 comes in brackets. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');

/** The addresses of a host; throws {@link PrivateAddress} where one of them may not be reached, for any of them could be taken. */
export async function addressesOf(host: string, mayReach: (address: string) => boolean): Promise<LookupAddress[]> {
  const version = isIP(host);
  const found = version > 0 ? [{ address: host, family: version }] : await lookup(host, { all: true });
  if (!found.every(({ address }) => mayReach(address)))
    throw new PrivateAddress('The address leads into a private network.');
  return found;
}
