import { Controller } from '@nestjs/common';
import { ReadModel } from '@kept-informed/case-work';
import { NoPage } from './frame/page.js';

const everybody = { roles: 'everybody', about: 'no-case' } as const;

/** For probes of a desk that is a process of its own. */
@Controller()
export class DeskHealthController {
  constructor(private readonly reading: ReadModel) {}

  @NoPage('get', { at: 'health/live', ...everybody })
  live() {
    return { status: 'live' };
  }

  /** 503 while the database is away. */
  @NoPage('get', { at: 'health/ready', ...everybody })
  async ready() {
    await this.reading.position();
    return { status: 'ready' };
  }
}
