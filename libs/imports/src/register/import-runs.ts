import type { Requester } from '@kept-informed/decisions';
import { InFlight } from '../run/in-flight.js';
import type { ImportParts } from '../run/import-parts.js';
import type { ImportProfile } from '../run/import-profile.js';
import { decideReversal, type DecidedTogether, type ReversalDecision } from '../reversal/decide-reversal.js';
import { reverseImport, type ReversalReport } from '../reversal/reverse-import.js';
import type { ImportRegister } from './import.register.js';
import { beats, inRegister, whileHeard } from './in-register.js';
import type { AskedReversal, ReversalRegister } from './reversal.register.js';

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

/** Where imports and their reversals are kept account of. */
export interface ImportRegisters {
  readonly imports: ImportRegister;
  readonly reversals: ReversalRegister;
}

const atOnce = 2;
const casesAtOnce = 40;
const mostWaiting = 10;

/**
 * Imports and reversals that this process has been given and runs beside whatever else it does, two at once. Each import
 * ends with its file discarded. What is under way when the process stops is stopped between two batches, and the register
 * says so.
 */
export class ImportRuns {
  readonly #running = new InFlight(atOnce);
  readonly #stopping = new AbortController();
  readonly #all = new Set<Promise<void>>();

  constructor(
    private readonly registers: ImportRegisters,
    private readonly parts: ImportParts,
    private readonly onFailed: (importId: string, error: unknown) => void,
    /** So many bytes of a file at most, unpacked. */
    private readonly most: number,
  ) {}

  /** So many wait that no more are taken. */
  get isFull(): boolean {
    return this.#all.size >= atOnce + mostWaiting;
  }

  /** Brings a file in as soon as there is room. Never throws: what becomes of it is in the register. */
  start(received: ImportToRun): void {
    const { importId } = received;
    const { imports } = this.registers;
    const heard = () => imports.hear(importId, 'waiting', { done: 0, total: 0 });
    this.#whenThereIsRoom(importId, heard, () => this.#bringIn(received));
  }

  /** Takes an import back as soon as there is room, likewise. */
  reverse(asked: AskedReversal): void {
    const { importId } = asked;
    const heard = () => this.registers.reversals.hear(importId);
    this.#whenThereIsRoom(importId, heard, () => this.#takeBack(asked));
  }

  /** Decides together what a reversal disputed, at once and in the transaction under way. */
  decide(decision: ReversalDecision, requester: Requester): Promise<DecidedTogether> {
    return decideReversal(decision, requester, this.parts);
  }

  /** Stops what is under way, and resolves when nothing is any more. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.all(this.#all);
  }

  #whenThereIsRoom(importId: string, heard: () => Promise<void>, work: () => Promise<void>): void {
    const waiting = beats(heard);
    const all = new Promise<void>((ended) => {
      void this.#running.add(async () => {
        await waiting.stop();
        await work()
          .catch((error: unknown) => this.onFailed(importId, error))
          .finally(ended);
      });
    }).finally(() => this.#all.delete(all));
    this.#all.add(all);
  }

  async #bringIn({ importId, profile, dryRun, file }: ImportToRun): Promise<void> {
    const run = { requestId: importId, dryRun, casesAtOnce, most: this.most, signal: this.#stopping.signal };
    const { imports } = this.registers;
    try {
      await inRegister(imports, importId, (ears) => profile.run([file.path], { ...run, ...ears }, this.parts));
    } finally {
      await file.discard();
    }
  }

  async #takeBack(asked: AskedReversal): Promise<void> {
    const { importId } = asked;
    const { reversals } = this.registers;
    await whileHeard<ReversalReport>(
      { hear: () => reversals.hear(importId), end: (how, report) => reversals.end(importId, how, report) },
      () => reverseImport({ ...asked, signal: this.#stopping.signal }, this.parts),
    );
  }
}
