import { Controller, Get, Module, Post, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { describe, expect, it } from '@jest/globals';
import { AccessModule } from './access.module.js';
import { About } from './about.decorator.js';
import { Open, Roles } from './access.decorators.js';

async function boot(...controllers: Type[]): Promise<void> {
  @Module({ imports: [AccessModule.forRoot({ audience: 'a', issuer: 'https://id.example' })], controllers })
  class Application {}
  const app = await NestFactory.create(Application, { logger: false, abortOnError: false });
  try {
    await app.init();
  } finally {
    await app.close();
  }
}

@Controller('declared')
class Declared {
  @Get()
  @Roles('desk')
  @About('cases', 'people')
  list(): void {}

  @Post()
  @Open()
  add(): void {}

  @Get(':caseId')
  @Roles('read')
  @About('case')
  read(): void {}

  notARoute(): void {}
}

@Controller('forgotten')
@About('no-case')
class Forgotten {
  @Get()
  @Roles('desk')
  list(): void {}

  @Post()
  add(): void {}
}

@Controller('inherits')
class Inherits extends Forgotten {}

/** Says who may come in, and not whose cases it shows. */
@Controller('reachless')
@Roles('desk')
class Reachless {
  @Get()
  list(): void {}
}

/** Its address names no case that anybody could be let see or not. */
@Controller('unnamed/:id')
@Roles('desk')
@About('case', 'people')
class Unnamed {
  @Get()
  read(): void {}
}

@Controller('whole')
@Roles('admin')
@About('no-case')
class Whole {
  @Get()
  list(): void {}
}

describe('a route cannot be registered without its role and its reach', () => {
  it('boots where every route says who may come in and what it is about', async () => {
    await expect(boot(Declared, Whole)).resolves.toBeUndefined();
  });

  it('does not boot where one route forgot', async () => {
    await expect(boot(Declared, Forgotten)).rejects.toThrow(
      /Forgotten\.add does not say who may come in: add @Roles\(\.\.\.\) or @Open\(\)$/,
    );
  });

  it('does not boot where one does not say what it is about, or its address does not name that', async () => {
    await expect(boot(Declared, Reachless)).rejects.toThrow(
      /Reachless\.list does not say what it is about: add @About/,
    );
    await expect(boot(Declared, Unnamed)).rejects.toThrow(
      /Unnamed\.read is about a case, .* does not name by :caseId$/,
    );
  });

  it('sees what was inherited', async () => {
    await expect(boot(Inherits)).rejects.toThrow('Inherits.add');
  });

  it('refuses a route that says what it is about twice', () => {
    expect(() => {
      class Twice {
        @About('cases')
        @About('no-case')
        list(): void {}
      }
      return Twice;
    }).toThrow('says twice');
  });

  it('refuses a route that says both', () => {
    expect(() => {
      class Both {
        @Roles('desk')
        @Open()
        list(): void {}
      }
      return Both;
    }).toThrow('says twice');
  });

  it('refuses to be without an issuer, or with two', () => {
    expect(() => AccessModule.forRoot({ audience: 'a' })).toThrow('needs an issuer');
    const embedded = { issuer: () => 'x', key: () => new Uint8Array() };
    expect(() => AccessModule.forRoot({ audience: 'a', issuer: 'https://id.example', embedded })).toThrow('one issuer');
  });
});
