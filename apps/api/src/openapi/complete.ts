import type { OpenAPIObject } from '@nestjs/swagger';
import { metadataType } from '@kept-informed/exports';
import { rules } from '@kept-informed/fields';
import { answerHeaders, headersOf, requestParameters } from './headers.js';
import { meaningOf } from './meanings.js';
import { problemSchemas, problemsOf } from './problems-of.js';
import { shared } from './shared.js';
import { operationIdAt, type Operation, type ApiRoute } from './routes.js';

type Schema = { readonly $ref?: string; readonly properties?: Record<string, unknown>; readonly allOf?: Schema[] };
type Parameters = NonNullable<Operation['parameters']>;

const askedAsKnown = {
  type: 'object',
  properties: {
    knownAt: {
      type: 'string',
      format: 'date-time',
      description: 'As known at this instant; left out where none was asked for.',
    },
  },
};

const methods = ['get', 'post', 'delete'] as const;

/** Adds to a description what holds of many routes, and follows from what each says of itself. */
export function complete(
  document: OpenAPIObject,
  routeOf: (place: string, method: string, operation: Operation) => ApiRoute,
): OpenAPIObject {
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, ...problemSchemas, AskedAsKnown: askedAsKnown },
    headers: answerHeaders,
    parameters: requestParameters,
  };
  for (const path of Object.values(document.paths))
    for (const method of methods) {
      const operation = path[method];
      if (!operation) continue;
      const place = operation.operationId!;
      completeOne(operation, routeOf(place, method, operation), document);
      operation.operationId = operationIdAt(place);
    }
  return shared(document);
}

function completeOne(operation: Operation, route: ApiRoute, document: OpenAPIObject): void {
  const answers = Object.entries(operation.responses).map(([status, answer]) => {
    if (answer === undefined || '$ref' in answer) return [status, answer] as const;
    const description = answer.description || operation.summary!;
    const headers = { ...headersOf({ status, more: headersFor(answer.content, route, document) }), ...answer.headers };
    return [status, { ...answer, description, headers }] as const;
  });
  operation.responses = { ...Object.fromEntries(answers), ...problemsOf(route) };
  if (operation.parameters?.some((one) => 'name' in one && one.name === 'knownAt')) sayKnownAt(operation, document);
  operation.parameters = [...(operation.parameters ?? []).map(described), ...parametersFor(route)];
  operation.description = [operation.description, whom(route)].filter(Boolean).join('\n\n');
  operation.security = route.isOpen ? [] : [{ bearer: [] }];
  if (!route.isOpen)
    Object.assign(operation, {
      'x-roles': route.roles,
      ...(route.scopes.length > 0 && { 'x-scopes': route.scopes }),
    });
}

function whom({ isOpen, roles, scopes }: ApiRoute): string {
  if (isOpen) return 'For everybody, signed in or not.';
  const scoped = scopes.length > 0 ? ` (with the scope ${scopes.join(' or ')})` : '';
  return `For the roles ${roles.join(', ')}${scoped}.`;
}

/** Parameters of a path are ids, and what many lists can be asked for is described once. */
function described(parameter: Parameters[number]): Parameters[number] {
  if (!('in' in parameter)) return parameter;
  const description = parameter.description ?? meaningOf(parameter.name);
  return { ...parameter, description, ...(parameter.in === 'path' && { schema: rules.id.schema }) };
}

function parametersFor({ isQuestion, asksOnly, isOpen, ifMatch }: ApiRoute): Parameters {
  const names = [
    ...(isQuestion || asksOnly ? [] : ['IdempotencyKey']),
    ...(isQuestion && !isOpen ? ['MinPosition'] : []),
    ...(ifMatch === 'required' ? ['NeededIfMatch'] : []),
    ...(ifMatch === 'optional' ? ['IfMatch'] : []),
  ];
  return names.map((name) => ({ $ref: `#/components/parameters/${name}` }));
}

/**
 * An answer that tells a version carries it as its ETag, a page where the next begins, a file where its columns are told, and what
 * is repeated says so.
 */
function headersFor(
  content: Record<string, object> | undefined,
  { isQuestion, asksOnly }: ApiRoute,
  document: OpenAPIObject,
): string[] {
  const { schema } = (content?.['application/json'] ?? {}) as { schema?: Schema };
  const members = new Set(schema ? membersOf(schema, document) : []);
  return [
    ...(members.has('version') ? ['ETag'] : []),
    ...(isQuestion && (members.has('next') || content?.[metadataType]) ? ['Link'] : []),
    ...(isQuestion || asksOnly ? [] : ['Idempotent-Replayed']),
  ];
}

/** What can be asked as known at an instant says it in its answer; of some that is no more than the instant that was asked for. */
function sayKnownAt({ responses }: Operation, document: OpenAPIObject): void {
  const answer = responses['200'] as { readonly content?: Record<string, { schema?: Schema }> };
  const said = answer.content?.['application/json'];
  if (!said?.schema || membersOf(said.schema, document).includes('knownAt')) return;
  said.schema = { allOf: [said.schema, { $ref: '#/components/schemas/AskedAsKnown' }] };
}

function membersOf({ $ref, properties = {}, allOf = [] }: Schema, document: OpenAPIObject): string[] {
  const named = $ref && document.components?.schemas?.[$ref.split('/').at(-1)!];
  return [
    ...Object.keys(properties),
    ...[...(named ? [named as Schema] : []), ...allOf].flatMap((one) => membersOf(one, document)),
  ];
}
