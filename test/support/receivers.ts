import { once } from 'node:events';
import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, createServer as createTcp, type AddressInfo, type Server, type Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail as it arrived. */
export interface ArrivedMail {
  readonly messageId: string;
  readonly to: string;
  readonly raw: string;
}

/** A hook as it arrived. */
export interface ArrivedHook {
  readonly id: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Record<string, any>;
  readonly raw: string;
}

export interface Receiver<T> {
  readonly url: string;
  readonly arrived: T[];
  /** How many connections were made, also those that brought nothing. */
  readonly connections: () => number;
  close(): Promise<void>;
}

/** Says no to a mailbox, with a status of SMTP; takes it where it answers nothing. */
export type Refusal = (to: string) => number | undefined;

/** A mail server on this machine that keeps what it takes. */
export async function mailServer({
  refusal = () => undefined,
  port = 0,
}: { refusal?: Refusal; port?: number } = {}): Promise<Receiver<ArrivedMail>> {
  const arrived: ArrivedMail[] = [];
  let connections = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    onConnect: (_session, done) => {
      connections += 1;
      done();
    },
    onRcptTo: ({ address }, _session, done) => {
      const responseCode = refusal(address);
      done(responseCode ? Object.assign(new Error('no'), { responseCode }) : null);
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString();
        const messageId = /^Message-ID: <([^@>]+)@/im.exec(raw)?.[1] ?? '';
        arrived.push({ messageId, to: session.envelope.rcptTo[0]!.address, raw });
        done();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  const at = (server.server.address() as AddressInfo).port;
  return {
    url: `smtp://127.0.0.1:${at}`,
    arrived,
    connections: () => connections,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

export type Answering = (hook: ArrivedHook, response: ServerResponse, nth: number) => void;

export const taking: Answering = (_hook, response) => void response.writeHead(204).end();

/** A receiver of webhooks on this machine that keeps what it is sent and answers as it is told. */
export async function hookReceiver(answer: Answering = taking, port = 0): Promise<Receiver<ArrivedHook>> {
  const arrived: ArrivedHook[] = [];
  let connections = 0;
  const server = createHttp((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const raw = Buffer.concat(chunks).toString();
      const id = String(request.headers['webhook-id']);
      const hook = { id, headers: request.headers, raw, body: JSON.parse(raw) };
      arrived.push(hook);
      answer(hook, response, arrived.length);
    });
  });
  server.on('connection', () => (connections += 1));
  return { ...(await listening(server, 'http', port)), arrived, connections: () => connections };
}

/** Takes connections on this machine and treats them as it is told. */
export async function rawServer(scheme: string, treat: (socket: Socket) => void): Promise<Receiver<never>> {
  let connections = 0;
  const server = createTcp((socket) => {
    connections += 1;
    socket.on('error', () => undefined);
    treat(socket);
  });
  return { ...(await listening(server, scheme, 0)), arrived: [], connections: () => connections };
}

/** Lets a connection through to the server behind. What that answers is said twice where `isTwice` wants it. */
export function letThrough(near: Socket, behind: string, isTwice: (answer: Buffer) => boolean): void {
  const far = connect(Number(new URL(behind).port), '127.0.0.1');
  far.on('error', () => near.destroy()).on('close', () => near.destroy());
  near.on('close', () => far.destroy()).on('data', (said: Buffer) => far.write(said));
  far.on('data', (answer: Buffer) => near.write(isTwice(answer) ? Buffer.concat([answer, answer]) : answer));
}

/** An address of this machine at which nobody listens. */
export async function nobody(scheme: string): Promise<string> {
  const { url, close } = await listening(createTcp(), scheme, 0);
  await close();
  return url;
}

async function listening(server: Server, scheme: string, port: number) {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  });
  await once(server.listen(port, '127.0.0.1'), 'listening');
  return {
    url: `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = once(server.close(), 'close');
      open.forEach((socket) => socket.destroy());
      await closed;
    },
  };
}
