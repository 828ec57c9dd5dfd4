import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a server, by an address of its own. */
export interface CuttableWay {
  readonly url: string;
  /** Drops what is open and refuses what is new. */
  cut(): void;
  /** As behind a pulled cable: nothing passes and nothing is refused. What is open stays silent for ever. */
  silence(): void;
  /** What is new passes again. */
  mend(): void;
  close(): void;
}

/**
 * A way to a server that can be cut, or fall silent, and be mended. The server, and everybody else's way to it, stay as
 * they are. `passing` is told before each piece on its way to the server; where it answers no, this one gets lost.
 */
export async function cuttableWay(to: string, passing: () => boolean = () => true): Promise<CuttableWay> {
  const url = new URL(to);
  const [port, host] = [Number(url.port), url.hostname];
  const open = new Set<Socket>();
  const silenced = new WeakSet<Socket>();
  let state: 'whole' | 'cut' | 'silent' = 'whole';
  const server = createServer((near) => {
    if (state === 'cut') return near.destroy();
    if (state === 'silent') silenced.add(near);
    const far = connect(port, host);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one
        .on('error', () => undefined)
        .on('close', () => {
          open.delete(one);
          // What the server closes behind a pulled cable nobody hears of.
          if (one === near || !silenced.has(near)) other.destroy();
        });
      one.on('data', (data) => {
        if (!silenced.has(near) && (one === far || passing())) other.write(data);
      });
    }
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  url.port = String((server.address() as AddressInfo).port);
  const drop = () => open.forEach((socket) => socket.destroy());
  return {
    url: url.href,
    cut() {
      state = 'cut';
      drop();
    },
    silence() {
      state = 'silent';
      open.forEach((socket) => silenced.add(socket));
    },
    mend: () => void (state = 'whole'),
    close: () => (drop(), void server.close()),
  };
}
