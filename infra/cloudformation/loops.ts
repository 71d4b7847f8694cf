import type { Values } from './template';

const prefix = 'Fn::ForEach::';

/**
 * Expands `Fn::ForEach` wherever it is (intrinsic-function-reference-foreach page). A loop over anything
 * but a list or a parameter stays in the template, where it is refused.
 * @param given values of parameters; others have their defaults
 */
export function expandLoops(json: unknown, given: Readonly<Record<string, string>>): unknown {
  const parameters = isObject(json) && isObject(json.Parameters) ? json.Parameters : {};
  const itemsOf = (collection: unknown): readonly unknown[] | null => {
    if (Array.isArray(collection)) return collection;
    const name = isObject(collection) ? String(collection.Ref) : '';
    const definition = parameters[name];
    const value = given[name] ?? (isObject(definition) ? definition.Default : undefined);
    return typeof value === 'string' ? value.split(',').map((item) => item.trim()) : null;
  };
  const expand = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(expand);
    if (!isObject(value)) return value;
    const entries = Object.entries(value).flatMap(([key, item]) => {
      const [identifier, collection, body] = Array.isArray(item) ? item : [];
      const items = key.startsWith(prefix) ? itemsOf(collection) : null;
      if (!items) return [[key, expand(item)] as const];
      return items.flatMap((each) =>
        Object.entries(expand(substitute(body, String(identifier), String(each))) ?? {}),
      );
    });
    return Object.fromEntries(entries);
  };
  return expand(json);
}

/** `${Identifier}` and `Ref` of it become the item; `&{Identifier}` becomes its letters and digits. */
function substitute(value: unknown, identifier: string, item: string): unknown {
  const inText = (text: string) =>
    text
      .replaceAll(`\${${identifier}}`, item)
      .replaceAll(`&{${identifier}}`, item.replaceAll(/[^A-Za-z0-9]/g, ''));
  if (typeof value === 'string') return inText(value);
  if (Array.isArray(value)) return value.map((each) => substitute(each, identifier, item));
  if (!isObject(value)) return value;
  if (value.Ref === identifier) return item;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [inText(key), substitute(each, identifier, item)]),
  );
}

function isObject(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
