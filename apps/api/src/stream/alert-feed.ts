import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Sights } from '@kept-informed/case-work';
import { FactStore, isAfter, type Checkpoint } from '@kept-informed/event-store';
import { Restrictions } from '@kept-informed/follow-up';
import { kindOf } from '@kept-informed/runtime';
import { AlertsReader } from '../alerts/alerts.reader.js';
import { shareInFlight } from '../http/share-in-flight.js';
import { changeOf, changeTypes, type AlertChange } from './alert-change.js';
import type { Listener } from './listener.js';
import { Places } from './places.js';

const every = 200;
const beatEvery = 10_000;
const pageSize = 200;

/** What a heartbeat tells. */
export interface Beat {
  readonly at: string;
  /** Milliseconds for which something recorded has waited to be told. */
  readonly lagMs: number;
}

/**
 * Reads the changes of alerts once for all listeners of this process, by (transaction, position), so that nothing of a
 * slower transaction is skipped. Nobody reads the store for one listener: of all that are behind, the one that is
 * furthest is read for, and a page tells everybody what of it is new to them. So a thousand that come again at once are a
 * few pages.
 */
@Injectable()
export class AlertFeed implements BeforeApplicationShutdown {
  /** How far behind those are that are furthest ahead; those who ask together are answered together. */
  readonly beat: () => Promise<Beat> = shareInFlight(() => this.#lookBehind());
  readonly #listeners = new Set<Listener>();
  readonly #places: Places;
  readonly #logger = new Logger('Stream');
  #running: Promise<void> | undefined;
  #closing = false;
  #lastRead = 0;
  #lastBeat = 0;
  #down = false;

  constructor(
    private readonly alerts: AlertsReader,
    private readonly store: FactStore,
    private readonly sights: Sights,
    private readonly restrictions: Restrictions,
  ) {
    this.#places = new Places(store);
  }

  get listening(): number {
    return this.#listeners.size;
  }

  get isClosing(): boolean {
    return this.#closing;
  }

  /** Where a listener begins: behind the fact that it heard last, or now. Null: there is no such fact. */
  placeAfter(position: string | undefined): Promise<Checkpoint | null> {
    return this.#places.after(position);
  }

  add(listener: Listener): void {
    this.#listeners.add(listener);
    this.#running ??= this.#run().finally(() => (this.#running = undefined));
  }

  remove(listener: Listener): void {
    this.#listeners.delete(listener);
  }

  /** Ends every stream, or the server would wait for ever for those who listen. */
  async beforeApplicationShutdown(): Promise<void> {
    this.#closing = true;
    for (const listener of this.#listeners) listener.end();
    this.#listeners.clear();
    await this.#running;
  }

  async #lookBehind(): Promise<Beat> {
    const { now } = this.sights;
    const [ahead] = this.#ends();
    const oldest = ahead && (await this.store.oldestAfter(ahead, changeTypes));
    const waited = oldest ? Date.parse(now) - Date.parse(oldest) : 0;
    const silent = this.#down ? Date.now() - this.#lastRead : 0;
    return { at: now, lagMs: Math.max(0, waited, silent) };
  }

  async #run(): Promise<void> {
    this.#lastRead = Date.now();
    while (this.#listeners.size > 0) {
      this.#cutSlow();
      const more = await this.#round();
      if (!more) await sleep(every);
    }
  }

  /** A page for those furthest behind, and one for those furthest ahead, who need not wait for them. */
  async #round(): Promise<boolean> {
    try {
      const [ahead, behind] = this.#ends();
      if (!ahead || !behind) return false;
      const more = await this.#page(behind);
      if (isAfter(ahead, behind)) await this.#page(ahead);
      await this.#beatAll();
      this.#well();
      return more;
    } catch (error) {
      this.#unwell(error as Error);
      return false;
    }
  }

  /** Of those that can be told something: the place furthest ahead, and the one furthest behind. */
  #ends(): [Checkpoint?, Checkpoint?] {
    const places = [...this.#listeners].filter(({ isReady }) => isReady).map(({ at }) => at);
    if (places.length === 0) return [];
    const ahead = places.reduce((one, other) => (isAfter(other, one) ? other : one));
    return [ahead, places.reduce((one, other) => (isAfter(one, other) ? other : one))];
  }

  /** Answers whether those who were told stand where more may lie ready. */
  async #page(from: Checkpoint): Promise<boolean> {
    const { facts, places, checkpoint } = await this.store.readAfter(from, pageSize, changeTypes);
    const ids = facts.map(({ data }) => (data as { alertId: string }).alertId);
    // Nobody is named: one text is for all who listen.
    const found = ids.length > 0 ? await this.alerts.list({ filter: { ids } }, { personal: false }) : [];
    const alerts = new Map(found.map((alert) => [alert.alertId, alert]));
    const looked = await this.restrictions.seenAmong(found.map(({ caseId }) => caseId));
    const cases = new Map(looked.map((one) => [one.caseId, one]));
    const changes = facts.flatMap((fact, index): AlertChange[] => {
      const alert = alerts.get(ids[index]!);
      return alert ? [changeOf(fact, places[index]!, { alert, seen: cases.get(alert.caseId) })] : [];
    });
    const told = [...this.#listeners].filter((listener) => !isAfter(from, listener.at) && listener.isReady);
    await this.#look(told.filter((listener) => listener.isToBeLookedAt(changes)));
    for (const listener of told) listener.tell(changes, checkpoint);
    return facts.length === pageSize;
  }

  /** One question for all: a thousand would keep everybody else from the database. */
  async #look(listeners: readonly Listener[]): Promise<void> {
    if (listeners.length === 0) return;
    const sights = await this.sights.ofEach(listeners.map(({ principal }) => principal));
    listeners.forEach((listener, at) => listener.sees(sights[at]!));
  }

  async #beatAll(): Promise<void> {
    if (Date.now() - this.#lastBeat < beatEvery) return;
    this.#lastBeat = Date.now();
    const beat = await this.beat();
    for (const listener of this.#listeners) listener.beat(beat);
  }

  #cutSlow(): void {
    for (const listener of this.#listeners) {
      if (!listener.isTooSlow) continue;
      this.#listeners.delete(listener);
      listener.cut();
    }
  }

  #well(): void {
    this.#lastRead = Date.now();
    if (this.#down) this.#logger.log('Alerts are told again');
    this.#down = false;
  }

  #unwell(error: Error): void {
    if (!this.#down) this.#logger.error(`Alerts are not told: ${kindOf(error)}`);
    this.#down = true;
  }
}
