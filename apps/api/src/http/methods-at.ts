import type { Request } from 'express';

/** The part of an Express router's layer that is looked at; the router keeps its types to itself. */
interface Layer {
  route?: { methods: Record<string, boolean> };
  match(path: string): boolean;
}

/** The methods that the routes at the path of this request answer; none where there is no route at all. */
export function methodsAt(request: Request): string[] {
  const { stack } = (request.app as unknown as { router: { stack: Layer[] } }).router;
  const path = request.originalUrl.split('?')[0]!;
  const methods = stack.flatMap((layer) => {
    // Middleware bound to a path answers every method (`_all`) and is no route of ours.
    if (!layer.route || layer.route.methods['_all'] || !matches(layer, path)) return [];
    return Object.keys(layer.route.methods);
  });
  const named = new Set(methods.map((method) => method.toUpperCase()));
  if (named.has('GET')) named.add('HEAD');
  return [...named].sort();
}

function matches(layer: Layer, path: string): boolean {
  try {
    return layer.match(path);
  } catch {
    return false;
  }
}
