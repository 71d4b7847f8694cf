import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { intrinsicTags } from './tags';
import { type Template, TemplateError } from './template';

const scalar = z.union([z.string(), z.number()]);
const names = z.record(z.string(), z.unknown());

const parameter = z.strictObject({
  Type: z.enum(['String', 'Number', 'CommaDelimitedList']),
  Description: z.string().max(4000).exactOptional(),
  Default: scalar.exactOptional(),
  AllowedValues: z.array(scalar).exactOptional(),
  AllowedPattern: z.string().exactOptional(),
  ConstraintDescription: z.string().exactOptional(),
  MinLength: z.number().exactOptional(),
  MaxLength: z.number().exactOptional(),
  MinValue: z.number().exactOptional(),
  MaxValue: z.number().exactOptional(),
  NoEcho: z.boolean().exactOptional(),
});

const rule = z.strictObject({
  RuleCondition: z.unknown().exactOptional(),
  Assertions: z.array(
    z.strictObject({ Assert: z.unknown(), AssertDescription: z.string().exactOptional() }),
  ),
});

const resource = z.strictObject({
  Type: z.string(),
  Condition: z.string().exactOptional(),
  DependsOn: z.union([z.string(), z.array(z.string())]).exactOptional(),
  DeletionPolicy: z.enum(['Delete', 'Retain', 'RetainExceptOnCreate', 'Snapshot']).exactOptional(),
  UpdateReplacePolicy: z.enum(['Delete', 'Retain', 'Snapshot']).exactOptional(),
  Metadata: names.exactOptional(),
  Properties: names.exactOptional(),
});

const output = z.strictObject({
  Condition: z.string().exactOptional(),
  Description: z.string().max(1024).exactOptional(),
  Export: z.unknown().exactOptional(),
  Value: z.unknown(),
});

const logicalId = z.string().regex(/^[A-Za-z0-9]{1,255}$/);

const template = z.strictObject({
  AWSTemplateFormatVersion: z.literal('2010-09-09').exactOptional(),
  Description: z.string().max(1024).exactOptional(),
  Metadata: names.exactOptional(),
  Parameters: z.record(logicalId, parameter).default({}),
  Rules: z.record(logicalId, rule).default({}),
  Mappings: z.record(logicalId, z.record(z.string(), names)).default({}),
  Conditions: z.record(logicalId, z.unknown()).default({}),
  Resources: z.record(logicalId, resource),
  Outputs: z.record(logicalId, output).default({}),
});

/**
 * Reads a template in YAML or JSON (template-anatomy). Macros (`Transform`) are not known here.
 * @param name the file, for messages
 * @throws TemplateError with the place and what was expected there
 */
export function parseTemplate(text: string, name: string): Template {
  const json = parseYaml(text, name);
  const result = template.safeParse(json);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new TemplateError(`${name}: ${issue?.path.join('.') || 'the file'}: ${issue?.message}.`);
  }
  const { Parameters, Rules, Mappings, Conditions, Resources, Outputs } = result.data;
  return {
    name,
    parameters: Parameters,
    rules: Rules,
    mappings: Mappings,
    conditions: Conditions,
    resources: Resources,
    outputs: Outputs,
  };
}

/** Tags of YAML 1.1 that CloudFormation does without (template-formats). */
const withoutTags = ['binary', 'merge', 'omap', 'pairs', 'set', 'timestamp'];

/** CloudFormation reads YAML 1.1, where an unquoted `on`, `no` or `0644` is not a text; and no aliases. */
function parseYaml(text: string, name: string): unknown {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, {
    version: '1.1',
    merge: false,
    customTags: (tags) => [
      ...tags.filter(
        (tag) =>
          typeof tag === 'string' ||
          !withoutTags.some((without) => tag.tag === `tag:yaml.org,2002:${without}`),
      ),
      ...intrinsicTags,
    ],
    lineCounter,
    prettyErrors: false,
  });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem) {
    const { line, col } = lineCounter.linePos(problem.pos[0]);
    throw new TemplateError(`${name}: line ${line}, column ${col}: ${problem.message}.`);
  }
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch (error) {
    // Only aliases make it throw here.
    if (error instanceof ReferenceError)
      throw new TemplateError(`${name}: aliases are not allowed.`);
    throw error;
  }
}
