import { evaluate } from '@repo/cloudformation/evaluate';
import { exists } from '@repo/cloudformation/stack';
import { TemplateError } from '@repo/cloudformation/template';
import type { Reading } from './findings';
import { madeUpBy } from './made-up';

/** Which user pool and app client of a template to take, by their logical ids. */
export interface Selection {
  readonly pool?: string | undefined;
  readonly client?: string | undefined;
}

/** The logical ids of a Cognito type, of those that exist by their condition. */
export function ofType({ scope }: Reading, type: string): string[] {
  return Object.entries(scope.template.resources)
    .filter(([, { Type }]) => Type === `AWS::Cognito::${type}`)
    .filter(([, definition]) => exists(definition, scope))
    .map(([logicalId]) => logicalId);
}

/** The same, of those that belong to this user pool, or to one outside the template. */
export function ofPool(reading: Reading, type: string, pool: string | null): string[] {
  const others = ofType(reading, 'UserPool').filter((logicalId) => logicalId !== pool);
  return ofType(reading, type).filter((id) => !others.includes(idOf(reading, id, 'UserPoolId')));
}

/**
 * The logical id of the resource that a property refers to; empty: it refers to none.
 * @param name of the property
 */
export function idOf({ scope }: Reading, logicalId: string, name: string): string {
  try {
    const property = scope.template.resources[logicalId]?.Properties?.[name];
    // No parameter is needed just for this.
    const value = evaluate(property, { ...scope, outside: () => '' });
    return madeUpBy(String(value)) ?? '';
  } catch (error) {
    if (error instanceof TemplateError) return '';
    throw error;
  }
}

/**
 * The user pool to emulate; `null`: the template has none.
 * @throws TemplateError when there are several and none is chosen, or the chosen one is not there
 */
export function selectPool(reading: Reading, { pool: chosen }: Selection): string | null {
  const pools = ofType(reading, 'UserPool');
  if (chosen !== undefined) return oneOf(pools, chosen, '--template-pool');
  if (pools.length < 2) return pools[0] ?? null;
  throw new TemplateError(
    `the template has several user pools. Choose one with --template-pool NAME: ${pools.join(', ')}.`,
  );
}

/** @throws TemplateError when the chosen one is not there */
export function oneOf(names: readonly string[], chosen: string, option: string): string {
  if (names.includes(chosen)) return chosen;
  const known = names.length === 0 ? 'none' : names.join(', ');
  throw new TemplateError(`there is no ${chosen} for ${option}. The template has: ${known}.`);
}
