import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@kept-informed/event-store';
import { type ImportProfile, ImportRegister, ImportRuns, whyNotYet } from '@kept-informed/imports';
import { invalid } from '../http/problem.js';
import type { Upload } from '../http/upload.js';

/** The profiles by which files may be imported, by their names. */
export class ImportProfiles extends Map<string, ImportProfile> {}

/** Who asks for what to be made of a file. */
export interface AskedImport {
  readonly profile: string;
  readonly dryRun: boolean;
  readonly startedBy: string;
}

/** Takes a file over from the request that brought it: its import begins once the request is recorded. */
@Injectable()
export class ImportReceiving {
  constructor(
    private readonly register: ImportRegister,
    private readonly runs: ImportRuns,
    private readonly profiles: ImportProfiles,
    private readonly work: UnitOfWork,
  ) {}

  /** Answers the id of the import. Refused for a profile that is not there. */
  async receive(upload: Upload, { profile: name, ...asked }: AskedImport): Promise<string> {
    const profile = this.profiles.get(name);
    if (!profile) throw invalid([{ pointer: '#/profile', detail: whyNotYet(name) ?? `Expected ${this.#names()}.` }]);
    const importId = randomUUID();
    const { path, bytes, discard } = upload;
    upload.isClaimed = true;
    this.work.whenEnded((isStored) => {
      if (isStored) this.runs.start({ importId, profile, dryRun: asked.dryRun, file: { path, discard } });
      else void discard();
    });
    await this.register.receive({ importId, profile: name, ...asked, bytes });
    return importId;
  }

  #names(): string {
    return `one of ${[...this.profiles.keys()].join(', ')}`;
  }
}
