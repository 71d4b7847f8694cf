import type { ParameterValue } from '../../../cloudformation/parameters';
import { resolveResource, scopeOf } from '../../../cloudformation/stack';
import type { ResourceDefinition, Template, Values } from '../../../cloudformation/template';

/** A resource that a template makes with these parameters, before there is anything. */
export interface PlannedResource {
  readonly id: string;
  readonly definition: ResourceDefinition;
  /** What AWS makes up for other resources stands as `{{Id}}` or `{{Id.Attribute}}`. */
  readonly properties: Readonly<Values>;
  readonly dependsOn: ReadonlySet<string>;
}

/** What a stack is to be made from. */
export interface Blueprint {
  readonly template: Template;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  /** `AWS::Region` and the like. */
  readonly pseudoParameters: Readonly<Record<string, string>>;
}

export interface Plan extends Blueprint {
  /** What is in a wave depends on what is in those before it. */
  readonly waves: readonly (readonly PlannedResource[])[];
}

/**
 * Which resources there will be, and in which order.
 * @throws TemplateError for references to what is not there
 */
export function plan(blueprint: Blueprint): Plan {
  const { template, parameters, pseudoParameters } = blueprint;
  const scope = scopeOf(template, parameters, {
    pseudoParameters,
    identify: (id, _, attribute) => (attribute === null ? `{{${id}}}` : `{{${id}.${attribute}}}`),
  });
  const exists = ({ Condition }: ResourceDefinition) =>
    Condition === undefined || scope.condition(Condition);
  const planned = Object.entries(template.resources)
    .filter(([, definition]) => exists(definition))
    .map(([id, definition]) => {
      const dependsOn = new Set<string>();
      const resource = (other: string, attribute: string | null) => {
        dependsOn.add(other);
        return scope.resource(other, attribute);
      };
      const { properties } = resolveResource(definition, { ...scope, resource });
      return { id, definition, properties, dependsOn };
    });
  return { ...blueprint, waves: inWaves(planned) };
}

function inWaves(planned: readonly PlannedResource[]): PlannedResource[][] {
  const waves: PlannedResource[][] = [];
  let rest = [...planned];
  while (rest.length > 0) {
    const waiting = new Set(rest.map(({ id }) => id));
    const ready = rest.filter(({ dependsOn }) => ![...dependsOn].some((id) => waiting.has(id)));
    if (ready.length === 0) throw new Error('The resources depend on each other in a circle.');
    waves.push(ready);
    rest = rest.filter((resource) => !ready.includes(resource));
  }
  return waves;
}

export function resourcesOf({ waves }: Plan): readonly PlannedResource[] {
  return waves.flat();
}
