import { once } from 'node:events';
import { connect } from 'node:net';

/** Asks the Redis at a port of the loopback once; answers whether it said what is wanted. */
export async function redisAnswers(port, command = 'PING', wanted = '+PONG') {
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
