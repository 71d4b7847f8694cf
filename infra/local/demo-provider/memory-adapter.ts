import type { Adapter, AdapterPayload } from 'oidc-provider';
import { ExpiringMap } from '../util/expiring-map';

interface Entry {
  readonly id: string;
  readonly payload: AdapterPayload;
  readonly expiresAt: number;
}

/** Keeps one of oidc-provider's models in memory. Its own memory adapter warns at every start. */
export function memoryAdapter(): Adapter {
  const entries = new ExpiringMap<Entry>(Date.now, ({ expiresAt }) => expiresAt);
  const find = (matches: (payload: AdapterPayload) => boolean) =>
    entries.values().filter(({ payload }) => matches(payload));
  return {
    upsert: async (id, payload, expiresIn) =>
      entries.set(id, { id, payload, expiresAt: Date.now() + (expiresIn ?? Infinity) * 1000 }),
    find: async (id) => entries.get(id)?.payload,
    findByUid: async (uid) => find((payload) => payload.uid === uid)[0]?.payload,
    findByUserCode: async () => undefined,
    consume: async (id) => {
      const entry = entries.get(id);
      if (entry) entries.set(id, { ...entry, payload: { ...entry.payload, consumed: Date.now() } });
    },
    destroy: async (id) => void entries.take(id),
    revokeByGrantId: async (grantId) => {
      for (const { id } of find((payload) => payload.grantId === grantId)) entries.take(id);
    },
  };
}
