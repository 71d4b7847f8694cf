import type { Scope } from '@repo/cloudformation/evaluate';
import type { Difference } from './differences/difference';

/** Something in a template that the local pool does in another way than AWS. */
export interface Finding {
  /** The resource, and the property with a dot: `Pool.UsernameAttributes`. */
  readonly place: string;
  /** What was found, what the local pool has, and what to write: sentences that begin with the place. */
  readonly text: string;
  /** True: the pool starts only with `lenient`, since the app would see the difference. */
  readonly isRefused: boolean;
}

/** A template that is being read, and what was found so far. */
export interface Reading {
  readonly scope: Scope;
  readonly findings: Finding[];
}

/**
 * Records a difference.
 * @param logicalId the resource that has it; `null`: the template
 * @param details what exactly was found, for the message
 */
export function record(
  { findings }: Reading,
  logicalId: string | null,
  difference: Difference,
  details: readonly string[] = [],
): void {
  const place = logicalId === null ? difference.at : `${logicalId}.${difference.at}`;
  const found =
    details.length === 0 ? difference.found : `${difference.found}: ${details.join(', ')}`;
  findings.push({
    place,
    text: `${place} ${found}. Here: ${difference.here}. To match: ${difference.write}.`,
    isRefused: difference.isRefused ?? false,
  });
}
