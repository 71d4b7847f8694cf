/**
 * A CloudFormation template as it was written, with every intrinsic function in its long form
 * (`{ Ref: … }`, `{ 'Fn::Sub': … }`) whether YAML tags or objects stood there.
 */
export interface Template {
  /** For messages: the file. */
  readonly name: string;
  readonly parameters: Readonly<Record<string, ParameterDefinition>>;
  readonly rules: Readonly<Record<string, Rule>>;
  readonly mappings: Readonly<Record<string, Readonly<Record<string, Readonly<Values>>>>>;
  readonly conditions: Readonly<Values>;
  readonly resources: Readonly<Record<string, ResourceDefinition>>;
  readonly outputs: Readonly<Record<string, OutputDefinition>>;
}

/** Whatever JSON can hold. */
export type Values = Record<string, unknown>;

export type ParameterType = 'String' | 'Number' | 'CommaDelimitedList';

/** The parts of a parameter that a value is checked against (CloudFormation: parameters-section-structure). */
export interface ParameterDefinition {
  readonly Type: ParameterType;
  readonly Description?: string;
  readonly Default?: string | number;
  readonly AllowedValues?: readonly (string | number)[];
  /** Java's regular expressions; has to fit the whole value, or each one of a list. */
  readonly AllowedPattern?: string;
  readonly ConstraintDescription?: string;
  readonly MinLength?: number;
  readonly MaxLength?: number;
  readonly MinValue?: number;
  readonly MaxValue?: number;
  readonly NoEcho?: boolean;
}

/** What parameters have to fulfil together (rules-section-structure). */
export interface Rule {
  readonly RuleCondition?: unknown;
  readonly Assertions: readonly { readonly Assert: unknown; readonly AssertDescription?: string }[];
}

export interface ResourceDefinition {
  readonly Type: string;
  /** Name of a condition; without it the resource is always there. */
  readonly Condition?: string;
  readonly DependsOn?: string | readonly string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly Properties?: Readonly<Values>;
}

export interface OutputDefinition {
  readonly Condition?: string;
  readonly Description?: string;
  readonly Value: unknown;
}

/** Something that CloudFormation would refuse, or that this reader does not know. For people. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}
