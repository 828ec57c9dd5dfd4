import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { About, CurrentPrincipal, Roles, type Principal } from '@kept-informed/access';
import { rules } from '@kept-informed/fields';
import type { Request, Response } from 'express';
import { invalid, ProblemException } from '../http/problem.js';
import { Produces } from '../http/produced.js';
import { AlertFilterQuery, ofAsker } from '../alerts/alert-filter.js';
import { AlertFeed } from './alert-feed.js';
import { Listener } from './listener.js';
import { Seats } from './seats.js';
import { Refuses } from '../openapi/refuses.js';

/** What was told of somebody when a stream began may have changed since, so none goes on for longer, nor than its token. */
const longestMs = 60 * 60_000;

/** Milliseconds after which a client comes again by itself. */
const comeAgainMs = 2_000;

/** No proxy may keep, pack or gather what is sent (RFC 9110; `X-Accel-Buffering` is nginx’s). */
const head = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-store, no-transform',
  'X-Accel-Buffering': 'no',
};

const about = `Server-sent events. \`event: alert\` tells of each change of an alert: the alert as in the list, with \`change\`
(raised, acknowledged, snoozed, awoke, handed-over, undeliverable, cleared, withdrawn) and what that left of it. A handover is
told to listeners of both recipients. The id is the position of the fact; sent back as
Last-Event-ID it goes on behind it, with nothing lost and nothing told twice. Without it the stream begins now, with
\`event: ready\`; with 0, at the beginning. \`event: heartbeat\` comes every 10 s with \`lagMs\`, for how long something
recorded has waited to be told. A client that does not read is cut, and each stream ends after an hour, or with its token:
come again. A subject may listen to 20 at once, unless the server is set otherwise (429 \`too-many-streams\`).
To know of everything open the stream first, and then read the list.`;

@ApiTags('Alerts')
@Controller('alerts')
export class AlertStreamController {
  constructor(
    private readonly feed: AlertFeed,
    private readonly seats: Seats,
  ) {}

  @Get('stream')
  @Roles('desk', 'supervisor', 'performance', 'read')
  @About('cases')
  @ApiOperation({ summary: 'Changes of alerts as they happen', description: about })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'The id of what was heard last.' })
  @Produces('text/event-stream')
  @ApiResponse({ status: 200, description: 'A stream of events', schema: { type: 'string' } })
  @Refuses({ 429: ['too-many-streams'], 503: ['stopping'] })
  async followAlerts(
    @Query() filter: AlertFilterQuery,
    @CurrentPrincipal() principal: Principal,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const at = await this.#placeAfter(request.get('last-event-id') || undefined);
    if (this.feed.isClosing)
      throw new ProblemException(503, 'stopping', 'The server is stopping', { headers: { 'Retry-After': '2' } });
    if (request.method === 'HEAD') return void response.writeHead(200, head).end();
    // Who has gone meanwhile gives back no seat.
    if (response.closed) return;
    const leave = this.seats.take(principal.subject);
    response.once('close', leave);
    response.writeHead(200, head).write(`retry: ${comeAgainMs}\n\n`);
    response.socket?.setNoDelay(true);
    await this.#tell(
      new Listener(response, ofAsker(filter, principal.staffId), at, principal),
      response,
      Math.min(longestMs, principal.until - Date.now()),
    );
  }

  async #tell(listener: Listener, response: Response, lastsMs: number): Promise<void> {
    const timer = setTimeout(() => listener.end(), lastsMs);
    response.once('close', () => {
      clearTimeout(timer);
      this.feed.remove(listener);
    });
    const beat = await this.feed.beat();
    if (response.closed) return;
    listener.beat(beat, 'ready', listener.at.position === '0' ? undefined : listener.at.position);
    this.feed.add(listener);
  }

  async #placeAfter(last: string | undefined) {
    const place = last === undefined || rules.position.accepts(last) ? await this.feed.placeAfter(last) : null;
    if (place) return place;
    throw invalid([{ pointer: 'Last-Event-ID', detail: 'Expected an id that this stream gave.' }]);
  }
}
