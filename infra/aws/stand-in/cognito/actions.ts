import { ServiceError } from '../wire/service-error';
import { type Action, adminActions } from './admin-actions';
import type { CognitoStore, PoolRecord } from './store';

type Request = Readonly<Record<string, unknown>>;

/** The user pools API, as far as the commands use it (Cognito user pools API reference). */
export class CognitoActions {
  readonly #store: CognitoStore;
  readonly #actions: Readonly<Record<string, Action>>;

  constructor(store: CognitoStore) {
    this.#store = store;
    const pool = (request: Request) => this.#pool(request);
    this.#actions = { ...this.#descriptions(), ...adminActions(pool) };
  }

  /** @throws ServiceError */
  perform(action: string, request: Request): object {
    const perform = this.#actions[action];
    if (perform === undefined) throw new ServiceError('UnknownOperationException', action);
    return perform(request);
  }

  #descriptions(): Record<string, Action> {
    return {
      DescribeUserPool: (request) => {
        const { description, users } = this.#pool(request);
        return { UserPool: { ...description, EstimatedNumberOfUsers: users.size } };
      },
      DescribeUserPoolClient: (request) => ({ UserPoolClient: this.#client(request) }),
      DescribeUserPoolDomain: ({ Domain }) => ({
        // Cognito answers 200 with an empty description for a domain that nobody has.
        DomainDescription: this.#store.domains.get(String(Domain))?.description ?? {},
      }),
      DescribeManagedLoginBrandingByClient: (request) => {
        this.#client(request);
        if (!this.#pool(request).branded.has(String(request.ClientId))) {
          throw notFound('ManagedLoginBranding does not exist.');
        }
        return {
          ManagedLoginBranding: { UserPoolId: request.UserPoolId, UseCognitoProvidedValues: true },
        };
      },
      ListIdentityProviders: (request) => ({
        Providers: [...this.#pool(request).providers].map(([ProviderName, ProviderType]) => ({
          ProviderName,
          ProviderType,
        })),
      }),
    };
  }

  #pool({ UserPoolId }: Request): PoolRecord {
    const pool = this.#store.pools.get(String(UserPoolId));
    if (pool === undefined) throw notFound(`User pool ${UserPoolId} does not exist.`);
    return pool;
  }

  #client(request: Request): object {
    const client = this.#pool(request).clients.get(String(request.ClientId));
    if (client === undefined)
      throw notFound(`User pool client ${request.ClientId} does not exist.`);
    return client;
  }
}

function notFound(message: string): ServiceError {
  return new ServiceError('ResourceNotFoundException', message);
}
