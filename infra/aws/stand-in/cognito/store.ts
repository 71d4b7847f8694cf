/** What the user pools of the account are, in the shapes of the Cognito user pools API. */
export interface PoolRecord {
  readonly Id: string;
  /** As `DescribeUserPool` gives it. */
  description: Record<string, unknown>;
  /** App clients, as `DescribeUserPoolClient` gives them, by id. */
  readonly clients: Map<string, Record<string, unknown>>;
  /** Ids of app clients with a branding style. */
  readonly branded: Set<string>;
  readonly providers: Map<string, string>;
  readonly groups: Set<string>;
  readonly users: Map<string, UserRecord>;
}

export interface UserRecord {
  readonly Username: string;
  readonly Attributes: { Name: string; Value: string }[];
  UserStatus: 'FORCE_CHANGE_PASSWORD' | 'UNCONFIRMED' | 'CONFIRMED';
  readonly UserCreateDate: number;
  readonly groups: Set<string>;
  /** How many invitations were mailed. */
  invitations: number;
}

export interface DomainRecord {
  readonly Domain: string;
  readonly UserPoolId: string;
  readonly description: Record<string, unknown>;
}

/** The user pools of one account in one Region. */
export class CognitoStore {
  readonly pools = new Map<string, PoolRecord>();
  readonly domains = new Map<string, DomainRecord>();
  /** Prefixes that other accounts have. */
  readonly takenDomains = new Set<string>();
}
