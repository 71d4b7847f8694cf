import type { Identify } from '@repo/cloudformation/stack';

/** Stands where a template has a name that AWS makes up when it makes the resource. */
export const madeUpByAws: Identify = (logicalId, _, attribute) =>
  madeUp(attribute === null ? logicalId : `${logicalId}.${attribute}`);

/** Stands for a value that is not in the template. */
export function madeUp(name: string): string {
  return `«${name}»`;
}

/** The logical id of the resource that made up the whole of this name; `null`: none did. */
export function madeUpBy(name: string): string | null {
  return /^«([^.»]+)(?:\.[^»]*)?»$/.exec(name)?.[1] ?? null;
}

/**
 * Whether nothing in the text has to come from elsewhere: no made-up name, no dynamic reference, and no
 * variable of another tool, such as the Serverless Framework.
 */
export function isKnown(text: string): boolean {
  return !/«[^»]+»|\{\{resolve:|\$\{/.test(text);
}

/** A name with made-up parts, as a name that the local pool takes. */
export function plain(text: string): string {
  return text.replaceAll(/[«»]/g, '');
}
