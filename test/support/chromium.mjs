import { existsSync } from 'node:fs';
import chromium from '@sparticuz/chromium';

/**
 * Where the browser from npm lies; undefined where the machine has one of its own. It is unpacked into the temporary folder by
 * whoever comes first, and here, because two at once would be in each other's way.
 */
export async function unpackedChromium() {
  if (existsSync(process.env.CHROMIUM || '/usr/bin/chromium')) return undefined;
  return chromium.executablePath();
}
