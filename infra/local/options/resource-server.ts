/** An API with scopes of its own (cognito-user-pools-define-resource-servers page). */
export interface ResourceServer {
  /** A name, or the API's URL. */
  readonly identifier: string;
  readonly scopes: readonly string[];
}

/** What clients ask for: `identifier/scope`. */
export function customScopes(servers: readonly ResourceServer[]): readonly string[] {
  return servers.flatMap(({ identifier, scopes }) =>
    scopes.map((scope) => `${identifier}/${scope}`),
  );
}
