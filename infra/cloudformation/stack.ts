import { checkRules, conditionsOf } from './conditions';
import { evaluate, type Scope } from './evaluate';
import { type ParameterValue, parameterValues } from './parameters';
import { refProperties } from './ref-properties';
import { type ResourceDefinition, type Template, TemplateError, type Values } from './template';

/** A resource as CloudFormation would ask for it. */
export interface StackResource {
  readonly type: string;
  readonly properties: Readonly<Values>;
}

/** What a template comes to with certain parameters. */
export interface Stack {
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  /** Those whose condition holds, by logical id. */
  readonly resources: Readonly<Record<string, StackResource>>;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/**
 * What a resource is called once it is there: its `Ref` (attribute `null`), or its `Fn::GetAtt`. Asked
 * only where the name does not stand in the template.
 */
export type Identify = (
  logicalId: string,
  definition: ResourceDefinition,
  attribute: string | null,
) => unknown;

export interface StackOptions {
  readonly parameters?: Readonly<Record<string, string>>;
  readonly pseudoParameters?: Readonly<Record<string, string>>;
  /** Default: made-up names. */
  readonly identify?: Identify;
}

/** A stack of nobody's, in an account that AWS's documentation uses. */
export const examplePseudoParameters: Readonly<Record<string, string>> = {
  'AWS::Region': 'eu-west-1',
  'AWS::AccountId': '123456789012',
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
  'AWS::StackName': 'sign-in',
  'AWS::StackId':
    'arn:aws:cloudformation:eu-west-1:123456789012:stack/sign-in/1bc5a2c0-a7f1-11ef-9a12-0a58a9feac02',
};

/**
 * Works a template out, as far as that goes without AWS.
 * @throws TemplateError for parameters that don't fit, broken rules, and references to what is not there
 */
export function resolveStack(template: Template, options: StackOptions = {}): Stack {
  const parameters = parameterValues(template, options.parameters ?? {});
  checkRules(template, parameters);
  const scope = scopeOf(template, parameters, options);
  return {
    parameters,
    resources: mapExisting(template.resources, scope, (definition) =>
      resolveResource(definition, scope),
    ),
    outputs: mapExisting(template.outputs, scope, ({ Value }) => evaluate(Value, scope)),
  };
}

/**
 * A resource as CloudFormation would ask for it.
 * @throws TemplateError for references to what is not there
 */
export function resolveResource(definition: ResourceDefinition, scope: Scope): StackResource {
  const { Type: type, Properties = {}, DependsOn = [] } = definition;
  for (const other of [DependsOn].flat()) scope.resource(other, null);
  return { type, properties: evaluate(Properties, scope) as Values };
}

/** What the values of a template are worked out with, once its parameters are known. */
export function scopeOf(
  template: Template,
  parameters: Stack['parameters'],
  { pseudoParameters = examplePseudoParameters, identify = madeUp }: StackOptions,
): Scope {
  const conditions = conditionsOf(template, parameters);
  const scope: Scope = {
    template,
    parameters,
    pseudoParameters,
    condition: (name) => {
      const result = conditions[name];
      if (result !== undefined) return result;
      throw new TemplateError(`${template.name}: there is no condition ${name}.`);
    },
    resource: (logicalId, attribute) => {
      const definition = template.resources[logicalId];
      if (!definition || !exists(definition, scope)) {
        const state = definition ? `is not made unless ${definition.Condition}` : 'is not there';
        throw new TemplateError(`${template.name}: ${logicalId}, which is referred to, ${state}.`);
      }
      const property = attribute === null ? refProperties[definition.Type] : undefined;
      return property === undefined
        ? identify(logicalId, definition, attribute)
        : evaluate(definition.Properties?.[property], scope);
    },
  };
  return scope;
}

interface Conditional {
  readonly Condition?: string;
}

function exists({ Condition }: Conditional, scope: Scope): boolean {
  return Condition === undefined || scope.condition(Condition);
}

function mapExisting<T extends Conditional, R>(
  definitions: Readonly<Record<string, T>>,
  scope: Scope,
  map: (definition: T) => R,
): Record<string, R> {
  const existing = Object.entries(definitions).filter(([, definition]) =>
    exists(definition, scope),
  );
  return Object.fromEntries(existing.map(([name, definition]) => [name, map(definition)]));
}

const madeUp: Identify = (logicalId, _, attribute) =>
  attribute === null ? logicalId : `${logicalId}.${attribute}`;
