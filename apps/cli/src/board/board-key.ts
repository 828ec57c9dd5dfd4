import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, RequestListener } from 'node:http';

const cookie = 'kept-informed-board';

/** A key that nobody can guess. */
export const newKey = (): string => randomBytes(24).toString('base64url');

/**
 * Answers only a browser that was led here by an address with the key in it (`/?key=…`), and keeps the key in a cookie
 * that no script and no other site can use, so that it leaves the address.
 */
export function onlyWithKey(key: string, answer: RequestListener): RequestListener {
  return (request, response) => {
    // Not as a URL: what is no address of any page (`//`) must be answered too.
    const given = new URLSearchParams(request.url!.split('?')[1]).get('key');
    if (given !== null && isKey(given, key)) {
      response.setHeader('Set-Cookie', `${cookie}=${key}; HttpOnly; SameSite=Strict; Path=/`);
      response.writeHead(303, { Location: '/' }).end();
    } else if (isKey(keyIn(request), key)) answer(request, response);
    else {
      response.writeHead(401, { 'Content-Type': 'text/plain; charset=utf-8' });
      response.end('Open the whole address that `kept-informed board` printed.\n');
    }
  };
}

function keyIn({ headers }: IncomingMessage): string {
  const pairs = (headers.cookie ?? '').split(/; */).map((pair) => pair.split('='));
  return pairs.find(([name]) => name === cookie)?.[1] ?? '';
}

function isKey(given: string, key: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(key)];
  return one.length === other.length && timingSafeEqual(one, other);
}
