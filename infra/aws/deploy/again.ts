import { identity } from '../../../src/shared/identity';
import type { Subject } from './subject';

export type Verb = 'deploy' | 'status' | 'destroy' | 'user' | 'check';

/** A command to copy, for the same stack in the same account. */
export function command(verb: Verb, subject: Subject, ...more: readonly string[]): string {
  const { stackName, region, profile } = subject;
  return [
    `npm run aws:${verb} --`,
    ...(stackName === identity.name ? [] : [`--stack-name ${stackName}`]),
    `--region ${region}`,
    ...(profile === undefined ? [] : [`--profile ${profile}`]),
    ...more,
  ].join(' ');
}
