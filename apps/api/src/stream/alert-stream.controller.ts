import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Roles } from '@kept-informed/access';
import { rules } from '@kept-informed/fields';
import type { Response } from 'express';
import { invalid, ProblemException } from '../http/problem.js';
import { Produces } from '../http/produced.js';
import { AlertFilterQuery } from '../alerts/alert-filter.js';
import { AlertFeed } from './alert-feed.js';
import { Listener } from './listener.js';

/** Sign-in is looked at when a stream begins, so none goes on for longer than this. */
const longestMs = 60 * 60_000;

/** Milliseconds after which a client comes again by itself. */
const comeAgainMs = 2_000;

const about = `Server-sent events. \`event: alert\` tells of each change of an alert: the alert as in the list, with \`change\`
(raised, acknowledged, cleared, withdrawn) and the status that it gave. The id is the position of the fact; sent back as
Last-Event-ID it goes on behind it, with nothing lost and nothing told twice. Without it the stream begins now, with
\`event: ready\`; with 0, at the beginning. \`event: heartbeat\` comes every 10 s with \`lagMs\`, for how long something
recorded has waited to be told. A client that does not read is cut, and each stream ends after an hour: come again.
To know of everything open the stream first, and then read the list.`;

@ApiTags('Alerts')
@Controller('alerts')
export class AlertStreamController {
  constructor(private readonly feed: AlertFeed) {}

  @Get('stream')
  @Roles('desk', 'supervisor', 'performance', 'admin', 'service')
  @ApiOperation({ summary: 'Changes of alerts as they happen', description: about })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'The id of what was heard last.' })
  @Produces('text/event-stream')
  @ApiResponse({ status: 200, description: 'A stream of events', schema: { type: 'string' } })
  async stream(
    @Query() filter: AlertFilterQuery,
    @Headers('last-event-id') last: string | undefined,
    @Res() response: Response,
  ): Promise<void> {
    const at = await this.#placeAfter(last || undefined);
    if (this.feed.isClosing)
      throw new ProblemException(503, 'stopping', 'The server is stopping', { headers: { 'Retry-After': '2' } });
    open(response);
    const listener = new Listener(response, filter, at);
    const timer = setTimeout(() => listener.end(), longestMs);
    response.once('close', () => {
      clearTimeout(timer);
      this.feed.remove(listener);
    });
    const beat = await this.feed.beat();
    if (response.closed) return;
    listener.beat(beat, 'ready', at.position === '0' ? undefined : at.position);
    this.feed.add(listener);
  }

  async #placeAfter(last: string | undefined) {
    const place = last === undefined || rules.position.accepts(last) ? await this.feed.placeAfter(last) : null;
    if (place) return place;
    throw invalid([{ pointer: 'Last-Event-ID', detail: 'Expected an id that this stream gave.' }]);
  }
}

/** No proxy may keep, pack or gather what is sent (RFC 9110; `X-Accel-Buffering` is nginx’s). */
function open(response: Response): void {
  response.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store, no-transform',
    'X-Accel-Buffering': 'no',
  });
  response.socket?.setNoDelay(true);
  response.write(`retry: ${comeAgainMs}\n\n`);
}
