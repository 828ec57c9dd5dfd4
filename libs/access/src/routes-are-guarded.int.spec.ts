import { Controller, Get, Module, Post, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { describe, expect, it } from '@jest/globals';
import { AccessModule } from './access.module.js';
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
  list(): void {}

  @Post()
  @Open()
  add(): void {}

  notARoute(): void {}
}

@Controller('forgotten')
class Forgotten {
  @Get()
  @Roles('desk')
  list(): void {}

  @Post()
  add(): void {}
}

@Controller('inherits')
class Inherits extends Forgotten {}

@Controller('whole')
@Roles('admin')
class Whole {
  @Get()
  list(): void {}
}

describe('a page cannot be registered without its role', () => {
  it('boots where every route says who may come in', async () => {
    await expect(boot(Declared, Whole)).resolves.toBeUndefined();
  });

  it('does not boot where one route forgot', async () => {
    await expect(boot(Declared, Forgotten)).rejects.toThrow(/add @Roles\(\.\.\.\) or @Open\(\): Forgotten\.add$/);
  });

  it('sees what was inherited', async () => {
    await expect(boot(Inherits)).rejects.toThrow('Inherits.add');
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
