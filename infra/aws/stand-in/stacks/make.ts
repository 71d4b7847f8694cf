import type { Scope } from '../../../cloudformation/evaluate';
import { resolveResource, scopeOf } from '../../../cloudformation/stack';
import type { ResourceChange } from './changes';
import type { Blueprint, Plan, PlannedResource } from './plan';
import type { ResourceMaker } from './resource-maker';
import type { Stack } from './stack';

/** What the template's functions give, now that some of its resources are there. */
export function liveScope(stack: Stack, blueprint: Blueprint): Scope {
  const { template, parameters, pseudoParameters } = blueprint;
  return scopeOf(template, parameters, {
    pseudoParameters,
    identify: (id, _, attribute) => {
      const live = stack.resources.get(id);
      return attribute === null ? (live?.physicalId ?? '') : (live?.attributes[attribute] ?? '');
    },
  });
}

/**
 * Makes what is new and changes what is not, wave by wave. What fails takes the rest of its wave with it.
 * @param step resolves when the next step may be taken
 * @returns the logical id of what failed; `null`: all is made
 */
export async function makeResources(
  stack: Stack,
  plan: Plan,
  changes: readonly ResourceChange[],
  maker: ResourceMaker,
  step: () => Promise<void>,
): Promise<string | null> {
  const changeOf = new Map(changes.map((change) => [change.LogicalResourceId, change]));
  for (const wave of plan.waves) {
    const tasks = wave.flatMap((resource) => {
      const change = changeOf.get(resource.id);
      return change === undefined ? [] : [{ resource, change }];
    });
    for (const { resource, change } of tasks) {
      stack.recordOf(nameOf(resource), `${verbOf(change)}_IN_PROGRESS`);
    }
    await step();
    let failed: string | null = null;
    for (const { resource, change } of tasks) {
      if (failed !== null) {
        const reason = `Resource ${change.Action === 'Add' ? 'creation' : 'update'} cancelled`;
        stack.recordOf(nameOf(resource), `${verbOf(change)}_FAILED`, reason);
      } else if (!make(stack, plan, resource, change, maker)) {
        failed = resource.id;
      }
    }
    if (failed !== null) return failed;
    await step();
  }
  return null;
}

function make(
  stack: Stack,
  plan: Plan,
  resource: PlannedResource,
  change: ResourceChange,
  maker: ResourceMaker,
): boolean {
  const { id, definition } = resource;
  const verb = verbOf(change);
  const { type, properties } = resolveResource(definition, liveScope(stack, plan));
  const live = stack.resources.get(id);
  try {
    if (live !== undefined && change.Replacement === 'False') {
      maker.update(live, properties);
      stack.recordOf(live, `${verb}_COMPLETE`);
      return true;
    }
    const made = {
      id,
      type,
      retain: definition.DeletionPolicy?.startsWith('Retain') ?? false,
      retainReplaced: definition.UpdateReplacePolicy === 'Retain',
      ...maker.create(type, properties),
    };
    stack.resources.set(id, made);
    stack.recordOf(made, `${verb}_IN_PROGRESS`, 'Resource creation Initiated');
    stack.recordOf(made, `${verb}_COMPLETE`);
    return true;
  } catch (error) {
    stack.recordOf(nameOf(resource), `${verb}_FAILED`, reasonOf(error));
    return false;
  }
}

function nameOf({ id, definition }: PlannedResource) {
  return { id, type: definition.Type };
}

function verbOf({ Action }: ResourceChange): 'CREATE' | 'UPDATE' {
  return Action === 'Modify' ? 'UPDATE' : 'CREATE';
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
