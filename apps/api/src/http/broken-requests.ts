import { randomUUID } from 'node:crypto';
import { STATUS_CODES, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { problem, type ProblemParts } from './problem.js';

/** Why Node gives up a request before anybody is asked to answer it. */
const told: Readonly<Record<string, readonly [status: number, code: string, title: string, ProblemParts]>> = {
  HPE_HEADER_OVERFLOW: [
    431,
    'headers-too-large',
    'Address and headers are too long',
    { detail: 'Together they may have 16 kB.' },
  ],
  ERR_HTTP_REQUEST_TIMEOUT: [
    408,
    'request-timeout',
    'The request took too long to come',
    { detail: 'Headers are waited for for a minute, the whole of a request for five.' },
  ],
};
const malformed = [400, 'malformed-http', 'This is no HTTP', {}] as const;

/** Node's own socket knows what is being answered on it. */
interface AnsweringSocket extends Duplex {
  readonly _httpMessage?: { readonly headersSent: boolean } | null;
}

/**
 * What is no request is answered by a problem too, and its connection closed: nothing that follows on it can be read. Where an
 * answer to the request before is on its way, or nobody listens, it is closed alone.
 */
export function answerBrokenRequests(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: AnsweringSocket) => {
    const { _httpMessage: answering } = socket;
    if (!socket.writable || answering?.headersSent) return void socket.destroy();
    const [status, code, title, parts] = told[error.code ?? ''] ?? malformed;
    const requestId = randomUUID();
    const body = JSON.stringify(problem(status, code, title, parts, requestId));
    const head = [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'Connection: close',
      'Cache-Control: no-store',
      'Content-Type: application/problem+json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      `X-Request-Id: ${requestId}`,
    ];
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  });
}
