import type { Stack, StackResource } from '@repo/cloudformation/stack';

export type Resources = Stack['resources'];

/** The resources of a type, with their logical ids. */
export function ofType(resources: Resources, type: string): [logicalId: string, StackResource][] {
  return Object.entries(resources).filter(([, resource]) => resource.type === type);
}
