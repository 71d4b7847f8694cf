import { TemplateError, type Values } from '@repo/cloudformation/template';
import { z } from 'zod';

/** For properties that make no difference to anything that can be seen at a local pool. */
export const noEffect = z.unknown().optional();

/**
 * Reads a resource's properties.
 * @param schema strict: it names every property that is imitated, and every value of it
 * @throws TemplateError naming the property that the local pool does not imitate
 */
export function imitated<T>(
  schema: z.ZodType<T>,
  logicalId: string,
  properties: Readonly<Values>,
): T {
  const result = schema.safeParse(properties);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const path = [logicalId, ...(issue?.path ?? []), ...(unknown === undefined ? [] : [unknown])];
  const reason = unknown === undefined ? `: ${issue?.message}` : '';
  throw new TemplateError(`${path.join('.')} is not imitated by the local pool${reason}.`);
}
