import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UnreadableSecret } from '@kept-informed/runtime';
import { KeysAway, type KeyKeeper } from './key-keeper.js';

/** A key management service of its own, over HTTP, whose keys leave it never. */
export interface KeyService {
  readonly keeper: KeyKeeper;
  /** How often it was asked. */
  asked: number;
  /** What it does with whatever it is asked from now on. */
  mood: 'well' | 'away' | 'hanging';
  /** It wraps by a new key, and opens what those before have wrapped, or, having lost them, does not. */
  renew(hasLost?: boolean): void;
  stop(): void;
}

type KeyRequest = Record<'key' | 'wrapped' | 'owner', string>;

/** Its answer where none of its keys opens what it is given. */
const noKey = 'no-key';

export async function startKeyService(): Promise<KeyService> {
  const versions = [randomBytes(32)];
  const seal = (key: string, owner: string) => {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', versions.at(-1)!, iv).setAAD(Buffer.from(owner));
    const parts = [iv, cipher.update(key, 'base64'), cipher.final(), cipher.getAuthTag()];
    return `service-v${versions.length}.${Buffer.concat(parts).toString('base64url')}`;
  };
  const open = (wrapped: string, owner: string) => {
    const [, version, text] = /^service-v(\d+)\.(.+)$/.exec(wrapped)!;
    const bytes = Buffer.from(text!, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', versions[Number(version) - 1]!, bytes.subarray(0, 12));
    decipher.setAAD(Buffer.from(owner)).setAuthTag(bytes.subarray(-16));
    const key = decipher.update(bytes.subarray(12, -16));
    try {
      return Buffer.concat([key, decipher.final()]).toString('base64');
    } catch {
      return noKey;
    }
  };
  const answered = (path: string, { key, wrapped, owner }: KeyRequest): string => {
    if (path === '/current') return `service-v${versions.length}`;
    return path === '/wrap' ? seal(key, owner) : open(wrapped, owner);
  };
  const server = createServer((request, response) => {
    service.asked += 1;
    if (service.mood === 'away') return void request.socket.destroy();
    if (service.mood === 'hanging') return;
    void bodyOf(request).then(
      (body) => response.end(answered(request.url!, body)),
      (error: Error) => response.destroy(error),
    );
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const service: KeyService = {
    keeper: keptBy(url),
    asked: 0,
    mood: 'well',
    renew: (hasLost = false) => {
      if (hasLost) versions.forEach((_, at) => (versions[at] = randomBytes(32)));
      versions.push(randomBytes(32));
    },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return service;
}

/** The contract as whoever has such a service would write it: keys as base64, and a sentence for each way in which it fails. */
function keptBy(url: string): KeyKeeper {
  const ask = async (path: string, body: object): Promise<string> => {
    const answer = await fetch(`${url}${path}`, { method: 'POST', body: JSON.stringify(body) }).catch(
      (cause: Error) => {
        throw new KeysAway('It does not answer.', { cause });
      },
    );
    const text = await answer.text();
    if (text === noKey) throw new UnreadableSecret('It has no key that opens this.');
    return text;
  };
  return {
    current: () => ask('/current', {}),
    wrap: (key, owner) => ask('/wrap', { key: key.toString('base64'), owner }),
    unwrap: async (wrapped, owner) => Buffer.from(await ask('/unwrap', { wrapped, owner }), 'base64'),
    check: async () => void (await ask('/current', {})),
  };
}

async function bodyOf(request: IncomingMessage): Promise<KeyRequest> {
  const chunks = await request.toArray();
  return JSON.parse(Buffer.concat(chunks).toString());
}
