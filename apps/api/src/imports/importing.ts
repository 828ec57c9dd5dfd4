import { readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BeforeApplicationShutdown, Injectable, Logger, type Provider } from '@nestjs/common';
import { Clock } from '@kept-informed/calendar';
import { OwnForce } from '@kept-informed/commitments';
import { UnitOfWork } from '@kept-informed/event-store';
import { FollowUpStreams } from '@kept-informed/follow-up';
import {
  areasOf,
  extractProfiles,
  ImportRegister,
  ImportRuns,
  policeUkProfile,
  ReversalRegister,
} from '@kept-informed/imports';
import { People } from '@kept-informed/people';
import { kindOf } from '@kept-informed/runtime';
import type { ApiConfiguration } from '../configuration.js';
import { uploadFolders } from '../http/upload.js';
import { ImportProfiles, ImportReceiving } from './import-receiving.js';
import { ImportReversing } from './import-reversing.js';
import { UploadGuard, UploadLimit } from './upload.guard.js';

/** Imports under way end with the process, between two batches. */
@Injectable()
export class ImportsAtShutdown implements BeforeApplicationShutdown {
  constructor(private readonly runs: ImportRuns) {}

  beforeApplicationShutdown(): Promise<void> {
    return this.runs.stop();
  }
}

/** What the routes of imports need. Uploads that an earlier process left behind are discarded. */
export function importing(configuration: ApiConfiguration): Provider[] {
  const { importMappings } = configuration;
  const own = importMappings === undefined ? [] : extractProfiles(importMappings);
  const profiles = [policeUkProfile(areasOf(configuration.importAreas)), ...own];
  discardLeftUploads();
  return [
    { provide: ImportProfiles, useValue: new ImportProfiles(profiles.map((profile) => [profile.name, profile])) },
    { provide: UploadLimit, useValue: new UploadLimit(configuration.importMaxMegabytes * 1_000_000) },
    {
      provide: ImportRegister,
      useFactory: (work: UnitOfWork, clock: Clock) => new ImportRegister(work, clock),
      inject: [UnitOfWork, Clock],
    },
    {
      provide: ReversalRegister,
      useFactory: (work: UnitOfWork, clock: Clock) => new ReversalRegister(work, clock),
      inject: [UnitOfWork, Clock],
    },
    {
      provide: ImportRuns,
      useFactory: importRuns,
      inject: [ImportRegister, ReversalRegister, FollowUpStreams, OwnForce, Clock, UnitOfWork, People, UploadLimit],
    },
    ImportReceiving,
    ImportReversing,
    ImportsAtShutdown,
    UploadGuard,
  ];
}

const logger = new Logger('Imports');

type ImportDependencies = [
  ImportRegister,
  ReversalRegister,
  FollowUpStreams,
  OwnForce,
  Clock,
  UnitOfWork,
  People,
  UploadLimit,
];

/** What is packed may be twice as large as what may be sent: it is held in memory, case by case. */
const unpackedTimes = 2;

function importRuns(...[imports, reversals, streams, force, clock, work, people, limit]: ImportDependencies) {
  const failed = (importId: string, error: unknown) => logger.error(`The import ${importId} failed: ${kindOf(error)}`);
  const parts = { streams, force, clock, work, people };
  return new ImportRuns({ imports, reversals }, parts, failed, limit.bytes * unpackedTimes);
}

function discardLeftUploads(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = new RegExp(`^${uploadFolders}(\\d+)-`).exec(name)?.[1];
    if (pid === undefined || (Number(pid) !== process.pid && isAlive(Number(pid)))) continue;
    rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It is there, and somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
