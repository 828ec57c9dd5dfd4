import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { AccessModule, embeddedProvider } from '@kept-informed/access';
import { fixedClock, type FixedClock } from '@kept-informed/calendar';
import { demoForceFile, DirectoryHolder } from '@kept-informed/directory';
import { openDatabase, type NewFactOf } from '@kept-informed/event-store';
import { CaseWorkModule } from '@kept-informed/case-work';
import { FollowUpStreams, type FollowUpEvent } from '@kept-informed/follow-up';
import { client, type Client } from '../../../../test/support/client.js';
import { migratedDatabase } from '../../../../test/support/database.js';
import { peopleKeeper } from '../../../../test/support/people-key.js';
import { describeFields } from '../openapi/described-fields.js';
import { answerTheRest, usePlumbing } from '../http/plumbing.js';

export interface ComplianceApi {
  readonly clock: FixedClock;
  readonly url: string;
  as(role: string): Promise<Client>;
  /** Records facts on a case, each at its own time; the first begins it. */
  record(caseId: string, ...told: readonly { fact: NewFactOf<FollowUpEvent>; recorded: string }[]): Promise<void>;
  description(): OpenAPIObject;
  close(): Promise<void>;
}

const asked = { by: 'spec', requestId: 'spec' };

/** These modules of the API over HTTP, on a database of their own with the demo's force. */
export async function reading(...modules: Type[]): Promise<ComplianceApi> {
  const { url: databaseUrl, drop } = await migratedDatabase();
  const database = await openDatabase({ url: databaseUrl, poolSize: 4 });
  const home = await mkdtemp(join(tmpdir(), 'ki-reading-'));
  const clock = fixedClock('2026-09-01T00:00:00Z');
  let url = '';
  const embedded = await embeddedProvider({ publicUrl: () => url, home, production: false });
  const parts = { database, clock, directory: new DirectoryHolder(demoForceFile()) };

  @Module({
    imports: [
      CaseWorkModule.forRoot(parts, peopleKeeper),
      AccessModule.forRoot({ audience: 'kept-informed', embedded }),
      ...modules,
    ],
  })
  class Application {}

  const app = await NestFactory.create<NestExpressApplication>(Application, { logger: false, bodyParser: false });
  app.setGlobalPrefix('api/v1');
  const limits = { requestsPerMinute: 10_000, requestsBeforeSignIn: 1_000, trustedProxies: [] };
  usePlumbing(app, { production: false, embedded, ...limits });
  await app.init();
  answerTheRest(app);
  await app.listen(0, '127.0.0.1');
  url = await app.getUrl();
  const streams = app.get(FollowUpStreams);
  return {
    clock,
    url,
    as: (role) => client(url, role),
    async record(caseId, ...told) {
      for (const [index, { fact, recorded }] of told.entries()) {
        clock.set(recorded);
        if (index === 0) await streams.begin(caseId, () => [fact], asked);
        else await streams.change(caseId, () => [fact], asked);
      }
    },
    description: () => {
      describeFields();
      return SwaggerModule.createDocument(app, new DocumentBuilder().setOpenAPIVersion('3.1.0').build());
    },
    async close() {
      await app.close();
      await database.destroy();
      await drop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
