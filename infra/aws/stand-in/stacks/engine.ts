import { evaluate } from '../../../cloudformation/evaluate';
import type { LiveResource } from './live-resource';
import { liveScope, makeResources, reasonOf } from './make';
import { type Plan, resourcesOf } from './plan';
import type { ResourceMaker } from './resource-maker';
import type { ChangeSet, Stack } from './stack';

type WhatToKeep = (live: LiveResource) => boolean;
const keepNothing: WhatToKeep = () => false;

/** Carries out change sets and deletions, an event at a time, as CloudFormation does. */
export class Engine {
  readonly #maker: ResourceMaker;
  readonly #step: () => Promise<void>;

  /** @param step resolves when the next step may be taken */
  constructor(maker: ResourceMaker, step: () => Promise<void>) {
    this.#maker = maker;
    this.#step = step;
  }

  async create(stack: Stack, { plan, parameters, changes }: ChangeSet): Promise<void> {
    stack.parameters = parameters;
    stack.record('CREATE_IN_PROGRESS', 'User Initiated');
    const failed = await makeResources(stack, plan, changes, this.#maker, this.#step);
    if (failed === null) return this.#finish(stack, plan, 'CREATE_COMPLETE');
    const reason = `The following resource(s) failed to create: [${failed}]. `;
    stack.record('ROLLBACK_IN_PROGRESS', reason);
    const stuck = await this.#remove(stack, all(stack).reverse(), keepNothing);
    stack.record(stuck.length === 0 ? 'ROLLBACK_COMPLETE' : 'ROLLBACK_FAILED');
  }

  async update(stack: Stack, { plan, parameters, changes }: ChangeSet): Promise<void> {
    const before = all(stack);
    stack.record('UPDATE_IN_PROGRESS', 'User Initiated');
    const failed = await makeResources(stack, plan, changes, this.#maker, this.#step);
    if (failed !== null) return this.#putBack(stack, before, failed);
    stack.parameters = parameters;
    stack.record('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
    const wanted = new Set(resourcesOf(plan).map(({ id }) => id));
    const isReplaced = (live: LiveResource) => stack.resources.get(live.id) !== live;
    const gone = before.filter((live) => !wanted.has(live.id) || isReplaced(live));
    await this.#remove(stack, gone.reverse(), (live) =>
      isReplaced(live) ? live.retainReplaced : live.retain,
    );
    this.#finish(stack, plan, 'UPDATE_COMPLETE');
  }

  async delete(stack: Stack): Promise<void> {
    stack.record('DELETE_IN_PROGRESS', 'User Initiated');
    const stuck = await this.#remove(stack, all(stack).reverse(), ({ retain }) => retain);
    if (stuck.length === 0) return stack.record('DELETE_COMPLETE');
    const reason = `The following resource(s) failed to delete: [${stuck.join(', ')}]. `;
    stack.record('DELETE_FAILED', reason);
  }

  /** Changes in place are not undone here: only the stack's own view of them is. */
  async #putBack(stack: Stack, before: readonly LiveResource[], failed: string): Promise<void> {
    const reason = `The following resource(s) failed to update: [${failed}]. `;
    stack.record('UPDATE_ROLLBACK_IN_PROGRESS', reason);
    stack.record('UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS');
    const fresh = all(stack).filter((live) => !before.includes(live));
    await this.#remove(stack, fresh.reverse(), keepNothing);
    for (const live of before) stack.resources.set(live.id, live);
    stack.record('UPDATE_ROLLBACK_COMPLETE');
  }

  /** @returns the logical ids of what could not be removed */
  async #remove(stack: Stack, gone: readonly LiveResource[], keeps: WhatToKeep): Promise<string[]> {
    const stuck: string[] = [];
    for (const live of gone) {
      const forget = () => {
        if (stack.resources.get(live.id) === live) stack.resources.delete(live.id);
      };
      if (keeps(live)) {
        stack.recordOf(live, 'DELETE_SKIPPED');
        forget();
        continue;
      }
      stack.recordOf(live, 'DELETE_IN_PROGRESS');
      await this.#step();
      try {
        this.#maker.remove(live);
        stack.recordOf(live, 'DELETE_COMPLETE');
        forget();
      } catch (error) {
        stack.recordOf(live, 'DELETE_FAILED', reasonOf(error));
        stuck.push(live.id);
      }
    }
    return stuck;
  }

  #finish(stack: Stack, plan: Plan, status: string): void {
    stack.plan = plan;
    const scope = liveScope(stack, plan);
    const outputs = Object.entries(plan.template.outputs).filter(
      ([, { Condition }]) => Condition === undefined || scope.condition(Condition),
    );
    stack.outputs = Object.fromEntries(
      outputs.map(([name, { Value }]) => [name, String(evaluate(Value, scope))]),
    );
    stack.record(status);
  }
}

function all(stack: Stack): LiveResource[] {
  return [...stack.resources.values()];
}
