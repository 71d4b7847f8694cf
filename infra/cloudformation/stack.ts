import { checkRules, conditionsOf } from './conditions';
import { evaluate, type Scope } from './evaluate';
import { type ParameterValue, parameterValues } from './parameters';
import { pseudoParameters } from './pseudo-parameters';
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
  readonly pseudoParameters?: Scope['pseudoParameters'];
  /** Default: made-up names. */
  readonly identify?: Identify;
  /** Default: refuses what has no value. */
  readonly outside?: Scope['outside'];
}

/**
 * Works a template out, as far as that goes without AWS.
 * @throws TemplateError for parameters that don't fit, broken rules, and references to what is not there
 */
export function resolveStack(template: Template, options: StackOptions = {}): Stack {
  const parameters = parameterValues(template, options.parameters ?? {});
  const scope = scopeOf(template, parameters, options);
  for (const name of Object.keys(template.parameters)) evaluate({ Ref: name }, scope);
  for (const name of Object.keys(template.conditions)) scope.condition(name);
  checkRules(scope);
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
  const unknown = unknownAttributes(definition)[0];
  if (unknown !== undefined) {
    throw new TemplateError(
      `${scope.template.name}: ${type} has an unknown attribute, ${unknown}.`,
    );
  }
  for (const other of [DependsOn].flat()) scope.resource(other, null);
  return { type, properties: evaluate(Properties, scope) as Values };
}

/** Of resources of AWS SAM too. */
const attributes = [
  ...['Type', 'Condition', 'DependsOn', 'Description', 'Metadata', 'Properties'],
  ...['CreationPolicy', 'DeletionPolicy', 'UpdatePolicy', 'UpdateReplacePolicy'],
  ...['Connectors', 'IgnoreGlobals'],
];

/** The attributes of a resource that CloudFormation does not know (resource-attribute-reference). */
export function unknownAttributes(definition: ResourceDefinition): string[] {
  return Object.keys(definition).filter((name) => !attributes.includes(name));
}

/** What the values of a template are worked out with, once its parameters are known. */
export function scopeOf(
  template: Template,
  parameters: Stack['parameters'],
  options: StackOptions,
): Scope {
  const { identify = madeUp } = options;
  const scope: Scope = {
    template,
    parameters,
    pseudoParameters: options.pseudoParameters ?? pseudoParameters(),
    condition: conditionsOf(template, () => scope),
    outside:
      options.outside ??
      ((kind, name) => {
        const problem =
          kind === 'export' ? `${name} is exported by another stack` : `${name} has to be given`;
        throw new TemplateError(`${template.name}: ${problem}.`);
      }),
    resource: (logicalId, attribute) => {
      const definition = Object.hasOwn(template.resources, logicalId)
        ? template.resources[logicalId]
        : undefined;
      // A macro may make it: AWS SAM makes a ServerlessRestApi, for instance.
      if (!definition && template.macros.length > 0) {
        return identify(logicalId, { Type: '' }, attribute);
      }
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

/** Whether the condition of a resource or an output holds. */
export function exists({ Condition }: Conditional, scope: Scope): boolean {
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
