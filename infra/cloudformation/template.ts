import { z } from 'zod';

const scalar = z.union([z.string(), z.number(), z.boolean()]);
/** CloudFormation takes booleans and numbers as text too. */
const flag = z.union([z.boolean(), z.stringbool({ truthy: ['true'], falsy: ['false'] })]);
const number = z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]);
const names = z.record(z.string(), z.unknown());

/** The parts of a parameter that a value is checked against (parameters-section-structure). */
const parameter = z.strictObject({
  /** Beside the plain types: AWS-specific ones, SSM parameters, and lists of them. */
  Type: z
    .string()
    .regex(
      /^(String|Number|CommaDelimitedList|List<(String|Number)>|AWS::SSM::Parameter::.+|(List<)?AWS::\w+::.+)$/,
    ),
  Description: z.string().max(4000).exactOptional(),
  Default: scalar.exactOptional(),
  AllowedValues: z.array(scalar).exactOptional(),
  /** Java's regular expressions; has to fit the whole value, or each one of a list. */
  AllowedPattern: z.string().exactOptional(),
  ConstraintDescription: z.string().exactOptional(),
  MinLength: number.exactOptional(),
  MaxLength: number.exactOptional(),
  MinValue: number.exactOptional(),
  MaxValue: number.exactOptional(),
  NoEcho: flag.exactOptional(),
});

/** What parameters have to fulfil together (rules-section-structure). */
const rule = z.strictObject({
  RuleCondition: z.unknown().exactOptional(),
  Assertions: z.array(
    z.strictObject({ Assert: z.unknown(), AssertDescription: z.string().exactOptional() }),
  ),
});

/** Other attributes are refused when the resource is resolved, so that those passed over may have any. */
const resource = z.looseObject({
  Type: z.string(),
  /** Name of a condition; without it the resource is always there. */
  Condition: z.string().exactOptional(),
  DependsOn: z.union([z.string(), z.array(z.string())]).exactOptional(),
  // With AWS::LanguageExtensions, the policies may be functions.
  DeletionPolicy: z
    .union([z.enum(['Delete', 'Retain', 'RetainExceptOnCreate', 'Snapshot']), names])
    .exactOptional(),
  UpdateReplacePolicy: z.union([z.enum(['Delete', 'Retain', 'Snapshot']), names]).exactOptional(),
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

/** The file's contents (template-anatomy). No macro (`Transform`) is run. */
export const templateFile = z.strictObject({
  AWSTemplateFormatVersion: z.literal('2010-09-09').exactOptional(),
  Transform: z.unknown().exactOptional(),
  /** AWS SAM: defaults for SAM's resource types. */
  Globals: names.exactOptional(),
  Hooks: names.exactOptional(),
  Description: z.string().max(1024).exactOptional(),
  Metadata: names.exactOptional(),
  Parameters: z.record(logicalId, parameter).default({}),
  Rules: z.record(logicalId, rule).default({}),
  Mappings: z.record(logicalId, z.record(z.string(), names)).default({}),
  Conditions: z.record(logicalId, z.unknown()).default({}),
  Resources: z.record(logicalId, resource, {
    error: ({ input }) => (input === undefined ? 'is missing, so this is no template' : undefined),
  }),
  Outputs: z.record(logicalId, output).default({}),
});

export type ParameterDefinition = Readonly<z.infer<typeof parameter>>;
export type ResourceDefinition = Readonly<z.infer<typeof resource>>;

/**
 * A CloudFormation template as it was written, with every intrinsic function in its long form
 * (`{ Ref: … }`, `{ 'Fn::Sub': … }`) whether YAML tags or objects stood there.
 */
export interface Template {
  /** For messages: the file. */
  readonly name: string;
  /** `Transform`: none of them was run. */
  readonly macros: readonly string[];
  readonly parameters: Readonly<Record<string, ParameterDefinition>>;
  readonly rules: Readonly<Record<string, z.infer<typeof rule>>>;
  readonly mappings: Readonly<Record<string, Readonly<Record<string, Readonly<Values>>>>>;
  readonly conditions: Readonly<Values>;
  readonly resources: Readonly<Record<string, ResourceDefinition>>;
  readonly outputs: Readonly<Record<string, z.infer<typeof output>>>;
}

/** Whatever JSON can hold. */
export type Values = Record<string, unknown>;

/** Something that CloudFormation would refuse, or that this reader does not know. For people. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}
