import type { Adapter, AdapterPayload } from 'oidc-provider';

/** What oidc-provider's models are kept under that a thief could use. */
const secretModels = ['AuthorizationCode', 'AccessToken', 'RefreshToken'];

/** What oidc-provider writes down, in memory: lets a test see what it holds to be alive. */
export class OtherProviderStore {
  readonly #entries = new Map<string, AdapterPayload>();
  /** Codes and tokens, also those that are over. */
  readonly secrets = new Set<string>();

  /** Browser sessions of somebody: one that nobody has signed in to counts for nothing. */
  get sessions(): number {
    return this.#all('Session').filter(({ accountId }) => accountId !== undefined).length;
  }

  get refreshTokens(): number {
    return this.#all('RefreshToken').filter(({ consumed }) => consumed === undefined).length;
  }

  readonly adapter = (model: string): Adapter => {
    const entries = this.#entries;
    const named = (id: string) => `${model}:${id}`;
    return {
      upsert: async (id, payload) => {
        if (secretModels.includes(model)) this.secrets.add(id);
        entries.set(named(id), payload);
      },
      find: async (id) => entries.get(named(id)),
      findByUid: async (uid) => this.#all(model).find((payload) => payload.uid === uid),
      findByUserCode: async () => undefined,
      consume: async (id) => {
        const payload = entries.get(named(id));
        if (payload) entries.set(named(id), { ...payload, consumed: Date.now() / 1000 });
      },
      destroy: async (id) => void entries.delete(named(id)),
      revokeByGrantId: async (grantId) => {
        for (const [name, payload] of entries) {
          if (name.startsWith(`${model}:`) && payload.grantId === grantId) entries.delete(name);
        }
      },
    };
  };

  #all(model: string): readonly AdapterPayload[] {
    return [...this.#entries]
      .filter(([name]) => name.startsWith(`${model}:`))
      .map(([, payload]) => payload);
  }
}
