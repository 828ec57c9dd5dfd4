import type { Principal } from '@kept-informed/access';
import type { Sight } from '@kept-informed/decisions';
import { isAfter, type Checkpoint } from '@kept-informed/event-store';
import type { Response } from 'express';
import { eventText, isWanted, type AlertChange, type ListenerFilter } from './alert-change.js';

/** Bytes that may wait for a listener. One that has more waiting is given nothing until it has read. */
const mostWaiting = 64 * 1024;

/** A listener that has read nothing for so long is cut. It can come again with the id of what it heard last. */
export const patienceMs = 10_000;

/** Who is on duty, and for which areas, is looked at anew after so long. */
const sightLastsMs = 5_000;

/** How long the end of a stream may take to get through; a server that stops does not wait longer. */
const lastWordMs = 1_000;

/** Somebody at the other end of a stream: how far they have been told, and whether they keep up. */
export class Listener {
  #at: Checkpoint;
  #slowSince: number | undefined;
  #sight: Sight | undefined;
  #sightAt = -Infinity;

  constructor(
    private readonly response: Response,
    private readonly filter: ListenerFilter,
    at: Checkpoint,
    readonly principal: Principal,
  ) {
    this.#at = at;
  }

  /** All before this has been told, or is not wanted. */
  get at(): Checkpoint {
    return this.#at;
  }

  /** Whether it has read enough to be told more. */
  get isReady(): boolean {
    if (this.response.writableLength <= mostWaiting) {
      this.#slowSince = undefined;
      return true;
    }
    this.#slowSince ??= Date.now();
    return false;
  }

  get isTooSlow(): boolean {
    return !this.isReady && Date.now() - this.#slowSince! > patienceMs;
  }

  /** Whether it is to be looked at anew whose cases it may hear of: where one is restricted each time, and else once in a while. */
  isToBeLookedAt(changes: readonly AlertChange[]): boolean {
    const isRestricted = changes.some(({ seen }) => seen?.restricted);
    return changes.length > 0 && (isRestricted || Date.now() - this.#sightAt >= sightLastsMs);
  }

  /** Whose cases it may hear of, as it was looked at now. */
  sees(sight: Sight): void {
    this.#sight = sight;
    this.#sightAt = Date.now();
  }

  /** Tells what is new to it of a page, and that it has been told all up to the page's end. */
  tell(changes: readonly AlertChange[], end: Checkpoint): void {
    const text = changes
      .filter((change) => isAfter(change.place, this.#at) && this.#mayHear(change))
      .map((change) => change.text)
      .join('');
    if (text !== '') this.response.write(text);
    if (isAfter(end, this.#at)) this.#at = end;
  }

  #mayHear(change: AlertChange): boolean {
    return this.#sight !== undefined && isWanted(change, this.filter, this.#sight);
  }

  /** Says that the line is alive, and how far behind it is. Not to one that does not read. */
  beat(data: object, event = 'heartbeat', id?: string): void {
    if (this.isReady) this.response.write(eventText(event, data, id));
  }

  /** Ends the stream; the client comes again by itself. One that does not read to the end is cut. */
  end(): void {
    this.response.end();
    setTimeout(() => this.cut(), lastWordMs).unref();
  }

  cut(): void {
    this.response.destroy();
  }
}
