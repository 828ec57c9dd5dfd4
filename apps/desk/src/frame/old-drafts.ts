import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { kindOf } from '@kept-informed/runtime';
import { FormDrafts } from './form-drafts.js';

const everyMs = 15 * 60_000;
const logger = new Logger('Desk');

/** Drafts of a day ago go also where nobody types. */
@Injectable()
export class OldDrafts implements OnModuleInit, OnModuleDestroy {
  #timer?: NodeJS.Timeout;

  constructor(private readonly drafts: FormDrafts) {}

  onModuleInit(): void {
    this.#timer = setInterval(() => void this.#forget(), everyMs).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.#timer);
  }

  async #forget(): Promise<void> {
    await this.drafts.forget().catch((error: unknown) => logger.warn(`Old drafts stay: ${kindOf(error)}`));
  }
}
