import ipaddr from 'ipaddr.js';

/**
 * The proxies whose word on where a request came from is believed: addresses and networks, separated by commas. Throws
 * RangeError where one is neither.
 */
export function trustedProxies(text = ''): string[] {
  const named = text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
  for (const each of named) if (!isAddress(each) && !isNetwork(each)) throw new RangeError(`'${each}' is no proxy`);
  return named;
}

const isAddress = (text: string) => ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text);
const isNetwork = (text: string) => ipaddr.IPv4.isValidCIDRFourPartDecimal(text) || ipaddr.IPv6.isValidCIDR(text);
