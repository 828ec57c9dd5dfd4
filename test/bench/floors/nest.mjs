import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { Body, Controller, Inject, Module, Param, Post, UnauthorizedException, UseGuards } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { generateKeyPair, jwtVerify, SignJWT } from 'jose';
import { DataSource, EntitySchema } from 'typeorm';

/**
 * A contact as a plain Nest and TypeORM application would record it that promises nothing: it checks the token, reads
 * the facts of the case, and adds three in one transaction. Decorators are called by hand, as this is no TypeScript.
 */
const issuer = 'https://id.example';
const audience = 'bench';
const algorithm = 'ES256';
const { privateKey, publicKey } = await generateKeyPair(algorithm);

const Fact = new EntitySchema({
  name: 'fact',
  tableName: 'facts',
  columns: {
    stream: { type: 'text', primary: true },
    version: { type: 'int', primary: true },
    type: { type: 'text' },
    data: { type: 'jsonb' },
    recordedBy: { type: 'text' },
    recordedAt: { type: 'timestamptz', createDate: true },
  },
});

const database = await new DataSource({
  type: 'postgres',
  url: process.env.DATABASE_URL,
  entities: [Fact],
  synchronize: true,
  extra: { max: 16 },
}).initialize();

/** A stream for each case, of the length that a burglary of this bench has. */
await database.query(
  `insert into facts (stream, version, type, data, "recordedBy") select 'case-' || c, v, 'ObligationCreated', $3, 'pc-1'
   from generate_series(0, $1::int - 1) c, generate_series(1, $2::int) v`,
  [process.env.CASES, process.env.FACTS_PER_CASE, JSON.stringify({ obligationId: randomUUID(), tells: ['arrest'] })],
);

class TokenGuard {
  async canActivate(context) {
    const request = context.switchToHttp().getRequest();
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const options = { issuer, audience, algorithms: [algorithm] };
    const { payload } = await jwtVerify(token, publicKey, options).catch(() => {
      throw new UnauthorizedException();
    });
    request.by = payload.sub;
    return true;
  }
}

class ContactsController {
  constructor(dataSource) {
    this.dataSource = dataSource;
  }

  record(caseId, contact) {
    const stream = `case-${caseId}`;
    return this.dataSource.transaction(async (manager) => {
      const facts = await manager.find(Fact, { where: { stream }, order: { version: 'ASC' } });
      const added = ['ContactMade', 'ObligationDischarged', 'ObligationCreated'].map((type, index) => ({
        stream,
        version: facts.length + index + 1,
        type,
        data: contact,
        recordedBy: 'pc-1',
      }));
      await manager.insert(Fact, added);
      return { contactId: randomUUID(), version: facts.length + added.length };
    });
  }
}

class SignInController {
  async token() {
    const token = new SignJWT({ roles: ['desk'], staff_id: 'pc-1', sub: 'pc-1', iss: issuer, aud: audience });
    return {
      access_token: await token.setProtectedHeader({ alg: algorithm }).setExpirationTime('1h').sign(privateKey),
    };
  }
}

const route = (Class, path, method) => {
  Controller(path)(Class);
  Post()(Class.prototype, method, Object.getOwnPropertyDescriptor(Class.prototype, method));
};
route(ContactsController, 'api/v1/cases/:caseId/contacts', 'record');
route(SignInController, 'oidc/token', 'token');
UseGuards(TokenGuard)(ContactsController);
Inject(DataSource)(ContactsController, undefined, 0);
Param('caseId')(ContactsController.prototype, 'record', 0);
Body()(ContactsController.prototype, 'record', 1);

class Application {}
Module({
  controllers: [ContactsController, SignInController],
  providers: [{ provide: DataSource, useValue: database }],
})(Application);

const app = await NestFactory.create(Application, { logger: false, abortOnError: false });
await app.listen(0, '127.0.0.1');
process.stderr.write(`Answering at ${await app.getUrl()}\n`);
