import { InFlight } from '../run/in-flight.js';
import type { ImportParts } from '../run/import-parts.js';
import type { ImportProfile } from '../run/import-profile.js';
import type { ImportRegister } from './import.register.js';
import { beats, inRegister } from './in-register.js';

/** A file that was received and is kept until it has been read. */
export interface ReceivedFile {
  readonly path: string;
  readonly discard: () => Promise<void>;
}

/** An import that the register has received, with its file. */
export interface ImportToRun {
  readonly importId: string;
  readonly profile: ImportProfile;
  readonly dryRun: boolean;
  readonly file: ReceivedFile;
}

const atOnce = 2;
const casesAtOnce = 40;
const mostWaiting = 10;

/**
 * Imports that this process has been given and runs beside whatever else it does, two at once. Each ends with its file
 * discarded. What is under way when the process stops is stopped between two batches, and the register says so.
 */
export class ImportRuns {
  readonly #running = new InFlight(atOnce);
  readonly #stopping = new AbortController();
  readonly #all = new Set<Promise<void>>();

  constructor(
    private readonly register: ImportRegister,
    private readonly parts: ImportParts,
    private readonly onFailed: (importId: string, error: unknown) => void,
  ) {}

  /** So many wait that no more are taken. */
  get isFull(): boolean {
    return this.#all.size >= atOnce + mostWaiting;
  }

  /** Runs it as soon as there is room. Never throws: what becomes of it is in the register. */
  start(received: ImportToRun): void {
    const all: Promise<void> = this.#whenThereIsRoom(received).finally(() => this.#all.delete(all));
    this.#all.add(all);
  }

  /** Stops what is under way, and resolves when nothing is any more. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.all(this.#all);
  }

  async #whenThereIsRoom(received: ImportToRun): Promise<void> {
    const waiting = beats(() => this.register.hear(received.importId, 'waiting', { done: 0, total: 0 }));
    await new Promise<void>((ended) => {
      void this.#running.add(async () => {
        await waiting.stop();
        await this.#run(received);
        ended();
      });
    });
  }

  async #run({ importId, profile, dryRun, file }: ImportToRun): Promise<void> {
    const run = { requestId: importId, dryRun, casesAtOnce, signal: this.#stopping.signal };
    try {
      await inRegister(this.register, importId, (ears) => profile.run([file.path], { ...run, ...ears }, this.parts));
    } catch (error) {
      this.onFailed(importId, error);
    } finally {
      await file.discard();
    }
  }
}
