import type { Server } from 'node:http';

/** Longer than a proxy keeps its own idle connections: nginx a minute, Caddy two. */
const keptMs = 130_000;

/**
 * Lets a connection be idle for longer than any proxy would use it again. Node closes it after 5 s, which now and then is just
 * when the next request comes on it: that is lost, and whoever sent it is answered 502, or not at all.
 */
export function keepIdleConnections(server: Server): void {
  server.keepAliveTimeout = keptMs;
}
