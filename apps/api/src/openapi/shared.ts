import type { OpenAPIObject } from '@nestjs/swagger';
import type { Operation } from './routes.js';

type Answer = Operation['responses'][string];

/** Says once what many operations answer alike: the document is a third as long. */
export function shared(document: OpenAPIObject): OpenAPIObject {
  const operations = Object.values(document.paths).flatMap(({ get, post, delete: del }) =>
    [get, post, del].filter((one) => one !== undefined),
  );
  const places = new Map<string, (() => void)[]>();
  const answers: Record<string, Answer> = {};
  for (const { responses } of operations)
    for (const [status, answer] of Object.entries(responses)) {
      const name = isProblem(answer) ? nameOf(status, answer) : undefined;
      if (name === undefined) continue;
      answers[name] = answer;
      const refer = () => void (responses[status] = { $ref: `#/components/responses/${name}` });
      places.set(name, [...(places.get(name) ?? []), refer]);
    }
  const repeated = [...places].filter(([, refers]) => refers.length > 1);
  for (const [, refers] of repeated) for (const refer of refers) refer();
  document.components!.responses = Object.fromEntries(repeated.map(([name]) => [name, answers[name]!]));
  return document;
}

const isProblem = (answer: Answer): boolean =>
  answer !== undefined && 'content' in answer && answer.content?.['application/problem+json'] !== undefined;

/** By its codes, which are all that problems of one status differ by. */
function nameOf(status: string, answer: Answer): string {
  const { description } = answer as { readonly description: string };
  return [status, ...description.matchAll(/`([a-z-]+)`/g)]
    .map((each) => (typeof each === 'string' ? each : each[1]))
    .join('.');
}
