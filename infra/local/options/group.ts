/** A group with more to it than its name (cognito-user-pools-user-groups page). */
export interface Group {
  readonly name: string;
  /** The IAM role that an identity pool would let its people take on. */
  readonly roleArn?: string;
  /** 0 goes first; a group without goes last. */
  readonly precedence?: number;
}

/**
 * `cognito:roles` and `cognito:preferred_role` of the ID token. The preferred role is that of the
 * group that goes first; where two go first with different roles, there is none.
 * @internal
 */
export function rolesOf(
  user: { readonly groups: readonly string[] },
  groups: readonly Group[],
): Record<string, unknown> {
  const withRole = groups.flatMap(({ name, roleArn, precedence }) =>
    roleArn !== undefined && user.groups.includes(name)
      ? [{ roleArn, precedence: precedence ?? Number.POSITIVE_INFINITY }]
      : [],
  );
  if (withRole.length === 0) return {};
  const first = Math.min(...withRole.map(({ precedence }) => precedence));
  const candidates = withRole.filter(({ precedence }) => precedence === first);
  const [preferred, another] = new Set(candidates.map(({ roleArn }) => roleArn));
  return {
    'cognito:roles': [...new Set(withRole.map(({ roleArn }) => roleArn))],
    ...(another === undefined ? { 'cognito:preferred_role': preferred } : {}),
  };
}
