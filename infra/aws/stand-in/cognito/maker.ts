import { randomBytes } from 'node:crypto';
import type { LiveResource } from '../stacks/live-resource';
import type { Made, Properties, ResourceMaker } from '../stacks/resource-maker';
import type { CognitoStore, PoolRecord } from './store';

interface Kind {
  create(properties: Properties): Made;
  update?(live: LiveResource, properties: Properties): void;
  remove?(live: LiveResource): void;
}

/** As CloudFormation passes on what a service said. */
function handlerError(message: string, code: string): Error {
  return new Error(
    `Resource handler returned message: "${message} (Service: CognitoIdentityProvider, Status Code: 400, Request ID: stand-in)" (RequestToken: stand-in, HandlerErrorCode: ${code})`,
  );
}

const id = (bytes: number) => randomBytes(bytes).toString('hex');

/** Makes Cognito's resources in the store; of other services, only names. */
export class CognitoMaker implements ResourceMaker {
  readonly #store: CognitoStore;
  readonly #region: string;
  readonly #failures: ReadonlyMap<string, string>;

  /** @param failures reasons by type of resource: making one fails with it */
  constructor(store: CognitoStore, region: string, failures: ReadonlyMap<string, string>) {
    this.#store = store;
    this.#region = region;
    this.#failures = failures;
  }

  create(type: string, properties: Properties): Made {
    const failure = this.#failures.get(type);
    if (failure !== undefined) throw new Error(failure);
    const kind = this.#kinds[type];
    return kind ? kind.create(typed(properties)) : this.#anyOther(type);
  }

  update(live: LiveResource, properties: Properties): void {
    const failure = this.#failures.get(live.type);
    if (failure !== undefined) throw new Error(failure);
    this.#kinds[live.type]?.update?.(live, typed(properties));
  }

  remove(live: LiveResource): void {
    this.#kinds[live.type]?.remove?.(live);
  }

  #anyOther(type: string): Made {
    const physicalId = `${type.split('::').at(-1)?.toLowerCase()}-${id(6)}`;
    const arn = `arn:aws:other:${this.#region}:123456789012:${physicalId}`;
    return { physicalId, attributes: { Arn: arn, DomainName: `${physicalId}.example.net` } };
  }

  #pool(poolId: unknown): PoolRecord {
    const pool = this.#store.pools.get(String(poolId));
    if (pool === undefined) throw handlerError(`User pool ${poolId} does not exist.`, 'NotFound');
    return pool;
  }

  readonly #kinds: Readonly<Record<string, Kind>> = {
    'AWS::Cognito::UserPool': {
      create: (properties) => {
        const Id = `${this.#region}_${id(5)}`;
        this.#store.pools.set(Id, {
          Id,
          description: describedPool(Id, properties),
          clients: new Map(),
          branded: new Set(),
          providers: new Map(),
          groups: new Set(),
          users: new Map(),
        });
        const host = `cognito-idp.${this.#region}.amazonaws.com`;
        const Arn = `arn:aws:cognito-idp:${this.#region}:123456789012:userpool/${Id}`;
        return {
          physicalId: Id,
          attributes: {
            Arn,
            UserPoolId: Id,
            ProviderName: `${host}/${Id}`,
            ProviderURL: `https://${host}/${Id}`,
          },
        };
      },
      update: ({ physicalId }, properties) => {
        this.#pool(physicalId).description = describedPool(physicalId, properties);
      },
      remove: ({ physicalId }) => {
        if (this.#pool(physicalId).description.DeletionProtection === 'ACTIVE') {
          throw handlerError(
            'The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.',
            'InvalidRequest',
          );
        }
        this.#store.pools.delete(physicalId);
      },
    },
    'AWS::Cognito::UserPoolClient': {
      create: (properties) => {
        const ClientId = id(13);
        const pool = this.#pool(properties.UserPoolId);
        pool.clients.set(ClientId, describedClient(ClientId, properties));
        return {
          physicalId: ClientId,
          attributes: { ClientId, Name: String(properties.ClientName) },
        };
      },
      update: ({ physicalId }, properties) => {
        const pool = this.#pool(properties.UserPoolId);
        pool.clients.set(physicalId, describedClient(physicalId, properties));
      },
      remove: ({ physicalId }) => {
        for (const { clients } of this.#store.pools.values()) clients.delete(physicalId);
      },
    },
    'AWS::Cognito::UserPoolDomain': {
      create: (properties) => {
        const Domain = String(properties.Domain);
        if (this.#store.takenDomains.has(Domain) || this.#store.domains.has(Domain)) {
          throw handlerError('Domain already associated with another user pool.', 'InvalidRequest');
        }
        const UserPoolId = String(properties.UserPoolId);
        const description = { ManagedLoginVersion: 1, ...properties, Status: 'ACTIVE' };
        this.#store.domains.set(Domain, { Domain, UserPoolId, description });
        return {
          physicalId: Domain,
          attributes: { CloudFrontDistribution: 'd111.cloudfront.net' },
        };
      },
      update: ({ physicalId }, properties) => {
        const UserPoolId = String(properties.UserPoolId);
        const description = { ManagedLoginVersion: 1, ...properties, Status: 'ACTIVE' };
        this.#store.domains.set(physicalId, { Domain: physicalId, UserPoolId, description });
      },
      remove: ({ physicalId }) => {
        this.#store.domains.delete(physicalId);
      },
    },
    'AWS::Cognito::ManagedLoginBranding': {
      create: ({ UserPoolId, ClientId }) => {
        this.#pool(UserPoolId).branded.add(String(ClientId));
        return { physicalId: `${UserPoolId}|${ClientId}`, attributes: {} };
      },
      remove: ({ physicalId }) => {
        const [poolId = '', clientId = ''] = physicalId.split('|');
        this.#store.pools.get(poolId)?.branded.delete(clientId);
      },
    },
    'AWS::Cognito::UserPoolGroup': {
      create: ({ UserPoolId, GroupName }) => {
        this.#pool(UserPoolId).groups.add(String(GroupName));
        return { physicalId: String(GroupName), attributes: {} };
      },
    },
    'AWS::Cognito::UserPoolResourceServer': {
      create: ({ Identifier }) => ({ physicalId: String(Identifier), attributes: {} }),
    },
    'AWS::Cognito::UserPoolIdentityProvider': {
      create: ({ UserPoolId, ProviderName, ProviderType }) => {
        this.#pool(UserPoolId).providers.set(String(ProviderName), String(ProviderType));
        return { physicalId: String(ProviderName), attributes: {} };
      },
    },
  };
}

function describedPool(Id: string, { UserPoolName, ...properties }: Properties) {
  return { Id, Name: UserPoolName, DeletionProtection: 'INACTIVE', ...properties };
}

/** What `DescribeUserPoolClient` gives, with what Cognito adds when the template leaves it out. */
function describedClient(ClientId: string, { GenerateSecret, ...properties }: Properties) {
  return {
    ClientId,
    ...(GenerateSecret === true ? { ClientSecret: id(26) } : {}),
    PreventUserExistenceErrors: 'LEGACY',
    EnableTokenRevocation: true,
    AllowedOAuthFlowsUserPoolClient: false,
    ...properties,
  };
}

/** Parameters are texts; the resource's schema makes booleans and numbers of them. */
function typed(value: Properties): Properties {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, typedValue(item)]));
}

function typedValue(value: unknown): unknown {
  if (value === 'true' || value === 'false') return value === 'true';
  if (typeof value === 'string' && /^\d{1,6}$/.test(value)) return Number(value);
  if (Array.isArray(value) || typeof value !== 'object' || value === null) return value;
  return typed(value as Properties);
}
