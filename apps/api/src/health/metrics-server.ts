import { createServer, type Server } from 'node:http';
import type { Metrics } from './metrics.js';
import { prometheusText } from './metrics.controller.js';

/** The figures on a port of their own, without a token: who may come there is for the network to say. Nothing else answers. */
export async function serveMetrics(metrics: Metrics, port: number, host: string): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') return void response.writeHead(404).end();
    metrics.text().then(
      (text) => response.writeHead(200, { 'Content-Type': prometheusText }).end(text),
      () => response.writeHead(503, { 'Retry-After': '2' }).end(),
    );
  });
  await new Promise<void>((listening, failed) => server.once('error', failed).listen(port, host, listening));
  return server;
}
