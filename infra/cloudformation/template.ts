import { z } from 'zod';

const scalar = z.union([z.string(), z.number()]);
const names = z.record(z.string(), z.unknown());

/** The parts of a parameter that a value is checked against (parameters-section-structure). */
const parameter = z.strictObject({
  Type: z.enum(['String', 'Number', 'CommaDelimitedList']),
  Description: z.string().max(4000).exactOptional(),
  Default: scalar.exactOptional(),
  AllowedValues: z.array(scalar).exactOptional(),
  /** Java's regular expressions; has to fit the whole value, or each one of a list. */
  AllowedPattern: z.string().exactOptional(),
  ConstraintDescription: z.string().exactOptional(),
  MinLength: z.number().exactOptional(),
  MaxLength: z.number().exactOptional(),
  MinValue: z.number().exactOptional(),
  MaxValue: z.number().exactOptional(),
  NoEcho: z.boolean().exactOptional(),
});

/** What parameters have to fulfil together (rules-section-structure). */
const rule = z.strictObject({
  RuleCondition: z.unknown().exactOptional(),
  Assertions: z.array(
    z.strictObject({ Assert: z.unknown(), AssertDescription: z.string().exactOptional() }),
  ),
});

const resource = z.strictObject({
  Type: z.string(),
  /** Name of a condition; without it the resource is always there. */
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

/** The file's contents (template-anatomy). Macros (`Transform`) are not known here. */
export const templateFile = z.strictObject({
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

export type ParameterDefinition = Readonly<z.infer<typeof parameter>>;
export type ResourceDefinition = Readonly<z.infer<typeof resource>>;

/**
 * A CloudFormation template as it was written, with every intrinsic function in its long form
 * (`{ Ref: … }`, `{ 'Fn::Sub': … }`) whether YAML tags or objects stood there.
 */
export interface Template {
  /** For messages: the file. */
  readonly name: string;
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
