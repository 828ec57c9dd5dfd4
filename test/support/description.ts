/** The parts of an OpenAPI document that specs look at. */
export interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, any>>>>;
}

export interface DescribedOperation {
  readonly operationId: string;
  readonly security: readonly unknown[];
  readonly 'x-roles'?: readonly string[];
  readonly parameters: readonly any[];
  readonly requestBody?: any;
  readonly responses: Readonly<Record<string, any>>;
}

/** What stands behind a `$ref`, or the thing itself. */
export function resolved(thing: any, { components }: Description): any {
  const [, , kind, name] = (thing?.$ref as string | undefined)?.split('/') ?? [];
  return kind && name ? components[kind]![name] : thing;
}

const templates = new WeakMap<Description, (readonly [RegExp, string])[]>();

/** The operation that a request calls; none for an address that is not described. */
export function operationOf(description: Description, method: string, url: string): DescribedOperation | undefined {
  const known =
    templates.get(description) ??
    Object.keys(description.paths)
      .toSorted((one, other) => one.split('{').length - other.split('{').length)
      .map((path) => [new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`), path] as const);
  templates.set(description, known);
  const path = new URL(url).pathname;
  const found = known.find(([template, name]) => template.test(path) && description.paths[name]![method.toLowerCase()]);
  return found && description.paths[found[1]]![method.toLowerCase()];
}

/** What is wrong with an answer by the description; empty where it is one that the operation may give. */
export function undescribed(description: Description, operation: DescribedOperation, answer: Answered): string[] {
  const { status, headers, body } = answer;
  const described = resolved(operation.responses[String(status)], description);
  if (!described) return [`${operation.operationId} answers ${status}, which is not described`];
  const names = Object.keys(described.headers ?? {}).map((name) => name.toLowerCase());
  const strange = watched.filter((name) => headers.has(name) && !names.includes(name));
  const code = (body as { code?: string } | undefined)?.code;
  const schema = described.content?.['application/problem+json']?.schema;
  const codes: string[] = schema?.allOf?.[1].properties.code.enum ?? [];
  return [
    ...strange.map((name) => `${operation.operationId} answers ${status} with ${name}, which is not described`),
    ...(status >= 400 && !codes.includes(code!)
      ? [`${operation.operationId} answers ${status} ${code}, which is not described`]
      : []),
  ];
}

interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** Headers that mean something to whoever asks; the others are between browsers and servers. */
const watched = ['etag', 'location', 'link', 'retry-after', 'www-authenticate', 'idempotent-replayed', 'x-request-id'];
