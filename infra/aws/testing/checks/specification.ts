import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { Property, PropertyType, Resource, SpecDatabase } from '@aws-cdk/service-spec-types';
import type { StackResource } from '@repo/cloudformation/stack';

let loaded: SpecDatabase | undefined;

/** AWS's own description of its resource types; read once, in half a second. */
function database(): SpecDatabase {
  loaded ??= loadAwsServiceSpecSync();
  return loaded;
}

/** What the specification says of a resource type; `undefined`: there is no such type. */
export function resourceType(type: string): Resource | undefined {
  return database().lookup('resource', 'cloudFormationType', 'equals', type)[0];
}

/**
 * Whatever is wrong with a resource by the specification: unknown and missing properties, types, values
 * of enumerations. Each as `path: problem`.
 */
export function specificationProblems({ type, properties }: StackResource): string[] {
  const known = resourceType(type);
  if (!known) return [`${type}: there is no such resource type`];
  return objectProblems(properties, known.properties, '');
}

function objectProblems(
  value: unknown,
  properties: Readonly<Record<string, Property>>,
  path: string,
): string[] {
  if (!isObject(value)) return [`${path}: must be an object, not ${JSON.stringify(value)}`];
  const place = (name: string) => (path === '' ? name : `${path}.${name}`);
  const missing = Object.entries(properties).flatMap(([name, { required }]) =>
    required === true && value[name] === undefined ? [`${place(name)}: is missing`] : [],
  );
  const wrong = Object.entries(value).flatMap(([name, item]) => {
    const property = properties[name];
    return property
      ? valueProblems(item, property.type, place(name))
      : [`${place(name)}: there is no such property`];
  });
  return [...missing, ...wrong];
}

function valueProblems(value: unknown, type: PropertyType, path: string): string[] {
  const must = (fits: boolean, expected: string) =>
    fits ? [] : [`${path}: must be ${expected}, not ${JSON.stringify(value)}`];
  switch (type.type) {
    case 'string':
    case 'date-time':
      return typeof value === 'string' && 'allowedValues' in type
        ? must(type.allowedValues?.includes(value) ?? true, `one of ${type.allowedValues}`)
        : must(typeof value === 'string', 'a text');
    case 'integer':
      return must(
        Number.isInteger(value) && (type.allowedValues?.includes(Number(value)) ?? true),
        type.allowedValues ? `one of ${type.allowedValues}` : 'a whole number',
      );
    case 'number':
      return must(typeof value === 'number', 'a number');
    case 'boolean':
      return must(typeof value === 'boolean', 'true or false');
    case 'array':
      return Array.isArray(value)
        ? value.flatMap((item, index) => valueProblems(item, type.element, `${path}[${index}]`))
        : must(false, 'a list');
    case 'map':
      return isObject(value)
        ? Object.entries(value).flatMap(([key, item]) =>
            valueProblems(item, type.element, `${path}.${key}`),
          )
        : must(false, 'an object');
    case 'ref':
      return objectProblems(
        value,
        database().get('typeDefinition', type.reference).properties,
        path,
      );
    case 'union': {
      const each = type.types.map((one) => valueProblems(value, one, path));
      return each.find((problems) => problems.length === 0) ?? each[0] ?? [];
    }
    default:
      return must(value !== undefined && value !== null, 'there');
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
