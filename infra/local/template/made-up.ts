import type { Identify } from '@repo/cloudformation/stack';
import { TemplateError } from '@repo/cloudformation/template';

/** Stands where a template has a name that AWS makes up when it makes the resource. */
export const madeUpByAws: Identify = (logicalId, _, attribute) =>
  attribute === null ? `«${logicalId}»` : `«${logicalId}.${attribute}»`;

/** The logical id of the resource that made up the whole of this name; `null`: none did. */
export function madeUpBy(name: string): string | null {
  return /^«([^.»]+)(?:\.[^»]*)?»$/.exec(name)?.[1] ?? null;
}

/**
 * @param place what holds the value, for the message
 * @throws TemplateError when a part of it is known to AWS alone
 */
export function checkKnown(value: string, place: string): void {
  const [, name] = /«([^»]+)»/.exec(value) ?? [];
  if (name === undefined) return;
  throw new TemplateError(
    `${place} needs ${name}, which only AWS knows. Leave it out here, by --parameter.`,
  );
}
