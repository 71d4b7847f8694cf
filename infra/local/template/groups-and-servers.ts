import { z } from 'zod';
import type { Group } from '../options/group';
import type { ResourceServer } from '../options/resource-server';
import type { Reading } from './findings';
import { madeUpBy, plain } from './made-up';
import { noEffect, readResource, text, wholeNumber } from './read-resource';

const userPoolGroup = z.strictObject({
  Description: noEffect,
  GroupName: text.optional(),
  Precedence: wholeNumber.optional(),
  RoleArn: z.string().optional(),
  UserPoolId: noEffect,
});

const userPoolResourceServer = z.strictObject({
  Identifier: text,
  Name: noEffect,
  Scopes: z.array(z.looseObject({ ScopeName: text })).default([]),
  UserPoolId: noEffect,
});

/** `AWS::Cognito::UserPoolGroup`. A role of the template has the ARN of a role of that name. */
export function group(reading: Reading, logicalId: string): Group | null {
  const found = readResource(reading, logicalId, userPoolGroup);
  if (!found) return null;
  const { Precedence: precedence, RoleArn: roleArn } = found;
  const role = roleArn === undefined ? null : madeUpBy(roleArn);
  const { 'AWS::Partition': partition, 'AWS::AccountId': account } = reading.scope.pseudoParameters;
  return {
    // Without a name, AWS makes one up.
    name: plain(found.GroupName ?? logicalId),
    ...(precedence === undefined ? {} : { precedence }),
    ...(roleArn === undefined
      ? {}
      : { roleArn: role === null ? roleArn : `arn:${partition}:iam::${account}:role/${role}` }),
  };
}

/** `AWS::Cognito::UserPoolResourceServer`. */
export function resourceServer(reading: Reading, logicalId: string): ResourceServer | null {
  const found = readResource(reading, logicalId, userPoolResourceServer);
  return (
    found && {
      identifier: plain(found.Identifier),
      scopes: found.Scopes.map(({ ScopeName }) => plain(ScopeName)),
    }
  );
}

/** The resource servers, and those behind further scopes: what is before the last slash names one. */
export function withScopes(
  servers: readonly ResourceServer[],
  scopes: readonly string[],
): readonly ResourceServer[] {
  const all = new Map(servers.map(({ identifier, scopes: own }) => [identifier, new Set(own)]));
  for (const scope of scopes.filter((each) => each.includes('/'))) {
    const slash = scope.lastIndexOf('/');
    const identifier = scope.slice(0, slash);
    all.set(identifier, (all.get(identifier) ?? new Set()).add(scope.slice(slash + 1)));
  }
  return [...all].map(([identifier, own]) => ({ identifier, scopes: [...own] }));
}
