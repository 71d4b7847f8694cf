import { evaluate } from '@repo/cloudformation/evaluate';
import { TemplateError, type Values } from '@repo/cloudformation/template';
import { z } from 'zod';
import { templateDifferences } from './differences/template';
import { type Reading, record } from './findings';
import { isKnown, madeUp } from './made-up';

/** For properties that make no difference to anything that can be seen at a local pool; never evaluated. */
export const noEffect = z.unknown().optional();

// CloudFormation takes text for numbers and booleans, and the reverse.
export const flag = z.union([z.boolean(), z.stringbool({ truthy: ['true'], falsy: ['false'] })]);
export const wholeNumber = z.union([
  z.int(),
  z.string().regex(/^\d+$/, 'must be a whole number').transform(Number),
]);
export const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);
/** A list of texts, or one text: what `Ref` of a parameter gives. */
export const texts = z.preprocess((value) => [value].flat(), z.array(text));

/**
 * Reads a resource's properties. Those that can't be read are recorded and left out.
 * @param schema strict: it names every property
 * @returns `null` when a property is missing that has no default
 */
export function readResource<S extends z.ZodObject>(
  reading: Reading,
  logicalId: string,
  schema: S,
): z.output<S> | null {
  const properties = evaluated(reading, logicalId, schema);
  for (;;) {
    const result = schema.safeParse(properties);
    if (result.success) return result.data;
    const before = Object.keys(properties).length;
    for (const issue of result.error.issues) {
      const at = issue.path.join('.');
      const unknown = issue.code === 'unrecognized_keys' ? issue.keys : [];
      for (const name of unknown) {
        const place = [...issue.path, name].join('.');
        record(reading, logicalId, { ...templateDifferences.unknownProperty, at: place });
      }
      if (unknown.length === 0) {
        const value = shown(properties, issue.path);
        const [difference, detail] = isKnown(value)
          ? [templateDifferences.unreadable, `${issue.message}, not ${value}`]
          : [templateDifferences.unknownValue, value];
        record(reading, logicalId, { ...difference, at }, [detail]);
      }
      for (const name of issue.path.length === 0 ? unknown : issue.path.slice(0, 1)) {
        delete properties[String(name)];
      }
    }
    if (Object.keys(properties).length === before) return null;
  }
}

function evaluated(reading: Reading, logicalId: string, schema: z.ZodObject): Values {
  const { scope } = reading;
  // Which function a trigger calls hardly matters, so no parameter is needed for it.
  const asItIs = { ...scope, outside: (_: string, each: string) => madeUp(each) };
  const properties: Values = {};
  const given = scope.template.resources[logicalId]?.Properties ?? {};
  for (const [name, value] of Object.entries(given)) {
    if (schema.shape[name] === noEffect) continue;
    try {
      const result = evaluate(value, name === 'LambdaConfig' ? asItIs : scope);
      if (result !== undefined) properties[name] = result;
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      const problem = error.message.replace(`${scope.template.name}: `, '').replace(/\.$/, '');
      record(reading, logicalId, { ...templateDifferences.unreadable, at: name }, [problem]);
    }
  }
  return properties;
}

/** The value at a path, shortened. */
function shown(properties: Values, path: readonly PropertyKey[]): string {
  const value = path.reduce<unknown>((each, key) => Object(each)[key], properties);
  return (JSON.stringify(value) ?? 'absent').slice(0, 60);
}
