// docs/examples/kept-informed.http as requests, and in the words of other clients. Run by itself it writes those files.
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const folder = new URL('../../docs/examples/', import.meta.url);
const source = new URL('kept-informed.http', folder);

/** The requests of an .http file in the words of VS Code's REST Client, in their order, and its variables. */
export function httpFile(text = readFileSync(source, 'utf8')) {
  const [head, ...blocks] = text.split(/^### /m);
  return {
    variables: Object.fromEntries([...head.matchAll(/^@(\w+) = (.*)$/gm)].map(([, name, value]) => [name, value])),
    requests: blocks.map(requestIn),
  };
}

function requestIn(block) {
  const [title, ...rest] = block.split('\n');
  const name = rest.find((line) => line.startsWith('# @name '))?.slice('# @name '.length);
  const [top, ...body] = rest
    .filter((line) => !line.startsWith('#'))
    .join('\n')
    .trim()
    .split('\n\n');
  const [line, ...headers] = top.split('\n');
  const [method, address] = line.split(' ');
  return { title, name, method, address, headers: headers.map((each) => each.split(': ')), body: body.join('\n\n') };
}

/** What one request takes from the answer of another: `{{opened.response.body.$.caseId}}`. */
const taken = /{{(\w+)\.response\.body\.\$\.([\w.[\]]+)}}/g;

/** A text with what it takes from answers and from the client filled in. */
export function filled(text, fromAnswer, fromClient) {
  return text
    .replaceAll(taken, (_, name, path) => fromAnswer(name, path))
    .replaceAll(/{{(\$?[^{}]+)}}/g, (_, what) => fromClient(what));
}

const variableOf = (name, path) => `${name}_${path.replaceAll(/\W+/g, '_')}`;
const inVariables = (text, words) =>
  filled(
    text,
    (name, path) => `{{${variableOf(name, path)}}}`,
    (what) => `{{${words[what] ?? what}}}`,
  );

/** What others take from the answer of a request, each once. */
function givenBy({ name }, requests) {
  const paths = [...JSON.stringify(requests).matchAll(taken)]
    .filter(([, from]) => from === name)
    .map(([, , path]) => path);
  return [...new Set(paths)].map((path) => [variableOf(name, path), path]);
}

/** For the HTTP client of JetBrains' editors, which keeps answers in variables by scripts. */
export function forJetBrains({ variables, requests }) {
  const words = { $guid: '$random.uuid', '$datetime iso8601': '$isoTimestamp' };
  const head = [
    '# Made of kept-informed.http by test/http-file/http-file.mjs.',
    ...Object.entries(variables).map(([name, value]) => `@${name} = ${value}`),
  ];
  const blocks = requests.map((request) => {
    const { title, method, address, headers, body } = request;
    const given = givenBy(request, requests).map(
      ([name, path]) => `  client.global.set('${name}', response.body.${path});`,
    );
    const parts = [
      [`### ${title}`, `${method} ${address}`, ...headers.map((each) => each.join(': '))].join('\n'),
      body,
      given.length > 0 ? `> {%\n${given.join('\n')}\n%}` : '',
    ];
    return inVariables(parts.filter((part) => part !== '').join('\n\n'), words);
  });
  return `${[head.join('\n'), ...blocks].join('\n\n')}\n`;
}

/** A collection of Postman's form 2.1, which Bruno and Insomnia read too. */
export function forPostman({ variables, requests }) {
  const words = { '$datetime iso8601': '$isoTimestamp' };
  const item = requests.map((request) => {
    const { title, method, address, headers, body } = request;
    const exec = givenBy(request, requests).map(
      ([name, path]) => `pm.collectionVariables.set('${name}', pm.response.json().${path});`,
    );
    const url = inVariables(address, words);
    const header = headers.map(([key, value]) => ({ key, value: inVariables(value, words) }));
    return {
      name: title,
      ...(exec.length > 0 && { event: [{ listen: 'test', script: { type: 'text/javascript', exec } }] }),
      request: { method, header, url, ...(body && { body: { mode: 'raw', raw: inVariables(body, words) } }) },
    };
  });
  const info = {
    name: 'Kept Informed',
    description: 'Made of kept-informed.http.',
    schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
  };
  const variable = Object.entries(variables).map(([key, value]) => ({ key, value }));
  return `${JSON.stringify({ info, item, variable }, null, 2)}\n`;
}

/** The files that are made of it, by their names. */
export const made = {
  'kept-informed.jetbrains.http': forJetBrains,
  'kept-informed.postman_collection.json': forPostman,
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  for (const [name, make] of Object.entries(made)) writeFileSync(new URL(name, folder), make(httpFile()));
