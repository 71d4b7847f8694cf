/** Something about a user pool that the app would have otherwise. */
export interface Finding {
  /** Stable, for tests and scripts. */
  readonly id: string;
  /**
   * `must`: signing in or out does not work without it. `should`: it works, and is less safe or less
   * pleasant. `note`: good to know, and nothing to change.
   */
  readonly level: 'must' | 'should' | 'note';
  readonly problem: string;
  /** Where to change it: in the console, by the AWS CLI, by a parameter of our template. */
  readonly where: Where;
}

export interface Where {
  readonly console: string;
  readonly cli: string | null;
  readonly parameter?: string;
}

/** Places of the Cognito console, below the user pool. */
export const consolePlaces = {
  loginPages: 'App clients → (client) → Login pages → Edit',
  appClient: 'App clients → (client) → App client information → Edit',
  attributes: 'App clients → (client) → Attribute permissions → Edit',
  newClient: 'App clients → Create app client',
  domain: 'Branding → Domain',
  managedLogin: 'Branding → Managed login → Create a style',
  signUp: 'Authentication → Sign-up',
  providers: 'Authentication → Social and external providers',
  settings: 'Overview → Deletion protection',
} as const;

/** `update-user-pool-client` with this option. */
export function clientOption(option: string): string {
  return `aws cognito-idp update-user-pool-client ${option}`;
}
