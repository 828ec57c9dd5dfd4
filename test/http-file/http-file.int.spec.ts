import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { operationOf, undescribed, type Description } from '../support/description.js';
import { startStack, type Stack } from '../support/stack.js';
import { filled, httpFile } from './http-file.mjs';

const { requests } = httpFile();

/** As whoever opens docs/examples/kept-informed.http sends one request after another. */
describe('the example requests, one after another', () => {
  let stack: Stack;
  let description: Description;
  const answers = new Map<string, object>();

  beforeAll(async () => {
    stack = await startStack(new Date().toISOString());
    description = (await (await fetch(`${stack.url}/api/v1/openapi.json`)).json()) as Description;
  });
  afterAll(() => stack?.stop());

  const fromAnswer = (name: string, path: string) => {
    const found = path
      .split(/[.[\]]+/)
      .filter((part) => part !== '')
      .reduce<any>((at, part) => at?.[part], answers.get(name));
    expect([name, path, typeof found]).toEqual([name, path, expect.stringMatching(/string|number/)]);
    return String(found);
  };
  const fromClient = (what: string): string => {
    const known: Record<string, string> = {
      url: stack.url,
      $guid: randomUUID(),
      $timestamp: String(Math.floor(Date.now() / 1_000)),
      '$datetime iso8601': new Date().toISOString(),
    };
    if (known[what] === undefined) throw new Error(`{{${what}}} is nothing that the client knows`);
    return known[what];
  };

  it.each(requests.map((request) => [request.title, request] as const))('%s', async (_, request) => {
    const fill = (text: string) => filled(text, fromAnswer, fromClient);
    const headers = Object.fromEntries(request.headers.map(([name, value]) => [name, fill(value)]));
    const { method } = request;
    const body = request.body === '' ? undefined : fill(request.body);
    const url = fill(request.address);
    stack.clock.set(new Date().toISOString());
    const response = await fetch(url, { method, headers, body });
    const text = await response.text();
    expect(response.ok ? [] : [response.status, text]).toEqual([]);
    const json = response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text;
    if (request.name) answers.set(request.name, json);
    const operation = operationOf(description, method, url);
    const answer = { status: response.status, headers: response.headers, body: json };
    if (operation) expect(undescribed(description, operation, answer)).toEqual([]);
    else expect(request.address).toBe('{{url}}/oidc/token');
  });

  it('lead to what they say', () => {
    expect(answers.get('told')).toMatchObject({ reached: true, discharged: [expect.any(String)] });
    expect(answers.get('closed')).toMatchObject({ position: expect.any(String) });
  });
});
