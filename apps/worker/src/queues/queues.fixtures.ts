import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until it is so; after `ms` the spec's own expectation says what was missing. */
export async function until(so: () => boolean | Promise<boolean>, ms = 30_000): Promise<void> {
  for (const end = Date.now() + ms; Date.now() < end && !(await so());) await sleep(10);
}

/**
 * A way to a server that can be cut, or fall silent as behind a pulled cable, and be mended. What was open when it fell
 * silent stays silent for ever. The server, and everybody else's way to it, stay as they are.
 */
export async function cuttableWay(to: string) {
  const url = new URL(to);
  const [port, host] = [Number(url.port), url.hostname];
  const open = new Set<Socket>();
  let state: 'whole' | 'cut' | { silent: true } = 'whole';
  const server = createServer((near) => {
    if (state === 'cut') return near.destroy();
    const born = state;
    const far = connect(port, host);
    const hush = () => born !== 'whole' || silenced.has(near);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on('error', () => undefined).on('close', () => (open.delete(one), other.destroy()));
      one.on('data', (data) => hush() || other.write(data));
    }
  });
  const silenced = new WeakSet<Socket>();
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
      state = { silent: true };
      open.forEach((socket) => silenced.add(socket));
    },
    mend: () => void (state = 'whole'),
    close: () => (drop(), server.close()),
  };
}

/** A Redis of the spec's own, to be emptied, killed and started again. */
export async function ownRedis(policy = 'noeviction') {
  const listener = createServer();
  await once(listener.listen(0, '127.0.0.1'), 'listening');
  const port = String((listener.address() as AddressInfo).port);
  listener.close();
  await once(listener, 'close');
  const flags = ['--port', port, '--bind', '127.0.0.1', '--save', '', '--maxmemory-policy', policy];
  let child: ChildProcess;
  const start = async () => {
    child = spawn('redis-server', flags, { stdio: 'ignore' });
    await until(() => answers(Number(port)));
  };
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    stop: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
    flush: () => answers(Number(port), 'FLUSHALL', '+OK'),
  };
}

async function answers(port: number, command = 'PING', wanted = '+PONG'): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    socket.write(`${command}\r\n`);
    return String((await once(socket, 'data'))[0]).startsWith(wanted);
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
