const unwrapped = new WeakSet<object>();

/** What is handed to somebody else's macro, which asks for members that need not be there. */
export function forMacro<Items extends object>(items: Items): Items {
  unwrapped.add(items);
  return items;
}

/**
 * A model that throws where a page asks for what it has not: an engine of templates prints nothing instead, and a misspelt
 * name would be a gap that nobody sees.
 */
export function strict<Model extends object>(model: Model, path: string): Model {
  return new Proxy(model, {
    get(target, key, receiver) {
      const value: unknown = Reflect.get(target, key, receiver);
      if (value === undefined && typeof key === 'string' && !isProbed(target, key))
        throw new Error(`The page asks for ${path}.${key}, which its model has not`);
      const isPlain = typeof value === 'object' && value !== null && !unwrapped.has(value);
      return isPlain ? strict(value, `${path}.${String(key)}`) : value;
    },
  });
}

/** A list is asked for what lies behind its end. */
const isProbed = (target: object, key: string): boolean => Array.isArray(target) && /^(\d+|toJSON|size)$/.test(key);
