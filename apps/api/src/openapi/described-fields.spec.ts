import { Body, Controller, Get, Module, Post, Query, type INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Code, Id, InstantField, IntField, ListOf, Nested, rules, Text } from '@kept-informed/fields';
import { describeFields } from './described-fields.js';

class Route {
  @Code(['phone', 'email'], { description: 'How' })
  method: string;
}

class Command {
  @Id() owner: string;
  @InstantField({ description: 'When it was', example: '2026-11-20T14:05:00Z' }) at: string;
  @Text({ max: 40, optional: true }) note?: string;
  @Nested(() => Route) route: Route;
  @ListOf(() => Route, { min: 1, max: 3 }) routes: Route[];
  @ListOf(rules.id, { optional: true }) ids?: string[];
}

class Page {
  @IntField({ min: 1, max: 500, optional: true, fromText: true }) limit?: number;
}

@Controller()
class Things {
  @Post()
  add(@Body() command: Command): void {
    void command;
  }

  @Get()
  list(@Query() page: Page): void {
    void page;
  }
}

@Module({ controllers: [Things] })
class Application {}

let app: INestApplication;
let document: ReturnType<typeof SwaggerModule.createDocument>;

beforeAll(async () => {
  app = await NestFactory.create(Application, { logger: false });
  describeFields();
  document = SwaggerModule.createDocument(app, new DocumentBuilder().setOpenAPIVersion('3.1.0').build());
});

afterAll(() => app.close());

describe('a field in OpenAPI', () => {
  it('is described as it is checked', () => {
    expect(document.components?.schemas?.['Command']).toEqual({
      type: 'object',
      required: ['owner', 'at', 'route', 'routes'],
      properties: {
        owner: { type: 'string', maxLength: 100, pattern: expect.any(String) },
        at: { type: 'string', format: 'date-time', description: 'When it was', example: '2026-11-20T14:05:00Z' },
        note: { type: 'string', minLength: 1, maxLength: 40 },
        route: { $ref: '#/components/schemas/Route' },
        routes: { type: 'array', minItems: 1, maxItems: 3, items: { $ref: '#/components/schemas/Route' } },
        ids: { type: 'array', minItems: 0, maxItems: 100, items: expect.objectContaining({ type: 'string' }) },
      },
    });
    expect(document.components?.schemas?.['Route']).toMatchObject({
      properties: { method: { type: 'string', enum: ['phone', 'email'], description: 'How' } },
    });
  });

  it('is described in a query too', () => {
    expect(document.paths['/']?.get?.parameters).toEqual([
      expect.objectContaining({
        name: 'limit',
        in: 'query',
        required: false,
        schema: expect.objectContaining({ type: 'integer' }),
      }),
    ]);
  });
});
