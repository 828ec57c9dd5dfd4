import { Agent, get, type IncomingMessage } from 'node:http';

/** One server-sent event. */
export interface Heard {
  readonly id?: string;
  readonly event: string;
  readonly data: Record<string, any>;
}

/** Somebody who listens to a stream of server-sent events over a connection of their own. */
export interface Listening {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly heard: Heard[];
  /** Resolves when so many events have been heard. */
  until(count: number): Promise<void>;
  /** Resolves when the stream is over: ended by the server, or cut. */
  readonly over: Promise<'ended' | 'cut'>;
  /** What was heard of alerts. */
  alerts(): Heard[];
  lastId(): string | undefined;
  /** Reads no more, and keeps the connection. */
  stopReading(): void;
  readAgain(): void;
  close(): void;
}

const agent = new Agent({ keepAlive: false, maxSockets: Infinity });

/** Opens a stream and answers when its head has come. */
export function listen(
  url: string,
  token: string,
  { query = '', last }: { query?: string; last?: string } = {},
): Promise<Listening> {
  const headers = { authorization: `Bearer ${token}`, ...(last !== undefined && { 'last-event-id': last }) };
  return new Promise((resolve, reject) => {
    const request = get(`${url}/api/v1/alerts/stream${query}`, { headers, agent }, (response) => {
      const heard: Heard[] = [];
      let rest = '';
      const waiting = new Map<number, () => void>();
      response.setEncoding('utf8');
      response.on('data', (text: string) => {
        const blocks = (rest + text).split('\n\n');
        rest = blocks.pop()!;
        for (const block of blocks) if (/^event: /m.test(block)) heard.push(read(block));
        for (const [count, done] of waiting) if (heard.length >= count && waiting.delete(count)) done();
      });
      response.on('error', () => undefined);
      const over = new Promise<'ended' | 'cut'>((done) => {
        response.once('end', () => done('ended'));
        response.once('close', () => done('cut'));
      });
      const alerts = () => heard.filter(({ event }) => event === 'alert');
      resolve({
        status: response.statusCode!,
        headers: response.headers,
        heard,
        until: (count) =>
          heard.length >= count ? Promise.resolve() : new Promise((done) => void waiting.set(count, done)),
        over,
        alerts,
        lastId: () => heard.findLast(({ id }) => id !== undefined)?.id,
        stopReading: () => void response.pause(),
        readAgain: () => void response.resume(),
        close: () => request.destroy(),
      });
    });
    request.on('error', reject);
  });
}

function read(block: string): Heard {
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
  return { id: field('id'), event: field('event')!, data: JSON.parse(field('data')!) };
}
