import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A way to a server on which it is counted how often somebody asks and waits. */
export interface CountingWay {
  readonly url: string;
  /** So far: what was sent before an answer came back is one. */
  roundTrips(): number;
  close(): void;
}

/** Longer than whoever asks needs to send everything that does not wait for an answer. */
const answersTake = 40;

/** A way to a server whose answers take their time, so that what was sent together is told from what waited. */
export async function countingWay(to: string): Promise<CountingWay> {
  const url = new URL(to);
  const [port, host] = [Number(url.port), url.hostname];
  let trips = 0;
  const server = createServer((near) => {
    const far = connect(port, host);
    let waits = false;
    let before = Promise.resolve();
    const passOn = async (data: Buffer) => {
      await Promise.all([before, sleep(answersTake)]);
      waits = false;
      near.write(data);
    };
    near.on('error', () => far.destroy()).on('close', () => far.destroy());
    far.on('error', () => near.destroy()).on('close', () => near.destroy());
    near.on('data', (data) => {
      if (!waits) trips += 1;
      waits = true;
      far.write(data);
    });
    far.on('data', (data: Buffer) => {
      before = passOn(data);
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  url.port = String((server.address() as AddressInfo).port);
  return { url: url.href, roundTrips: () => trips, close: () => void server.close() };
}
