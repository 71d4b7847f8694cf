import { join } from 'node:path';
import type { PoolFacts } from '@repo/local-user-pool/testing/test-browser';
import { AuthService } from '../../src/main/auth/auth-service';
import type { AccountIndex, Machine } from '../../src/main/auth/ports';
import type { Config } from '../../src/main/config/types';
import { systemClock } from '../../src/main/platform/system-clock';
import { type Cipher, createAccountIndex, openSecretStore } from '../../src/main/storage';
import {
  createSecretStore,
  type Keytar,
  loadKeytar,
} from '../../src/main/storage/keychain/keychain-store';
import type { Clock } from '../../src/main/util/clock';
import type { Log } from '../../src/main/util/log';
import { FakeMachine, MemoryLog } from '../support/auth/fakes';
import { HostedUi } from '../support/auth/hosted-ui';
import { defaultConfig } from '../support/config/default-config';

/** What every run of the app in one scenario has in common. */
export interface AppSettings {
  readonly pool: PoolFacts & { readonly issuer: string; readonly signOutUris: readonly string[] };
  /** Folder of the account index. */
  readonly profile: string;
  /** The keychain's service: each scenario has its own, so that none meets another's entries. */
  readonly service: string;
  readonly config?: Partial<Config>;
}

/** The edges that a scenario may take the place of. */
export interface AppEdges {
  readonly clock?: Clock;
  readonly machine?: Machine;
  readonly fetch?: typeof globalThis.fetch;
  readonly keytar?: () => Promise<Keytar>;
  readonly platform?: NodeJS.Platform;
  /** With it, the keychain has the encrypted file for long tokens beside it. */
  readonly cipher?: Cipher;
  /** Called before and after everything that outlives the process: a request, a write. */
  readonly step?: (name: string) => void;
}

export interface App {
  readonly auth: AuthService;
  readonly userAgent: HostedUi;
  readonly log: Log;
  /** Whether nothing outside is being waited for: no request, no keychain, no person. */
  isIdle(): boolean;
}

/** How long a keychain call may take here, in ms: scenarios with one that hangs wait for it. */
const keychainTimeoutMs = 800;

/**
 * The app without its windows: the session, the keychain of the operating system and the index on disk,
 * put together as `src/main/index.ts` does; the person is played by `HostedUi`, over HTTP.
 */
export function createApp(settings: AppSettings, edges: AppEdges = {}): App {
  const { pool, profile, service } = settings;
  const { step = () => {}, fetch = globalThis.fetch } = edges;
  const log = new MemoryLog();
  const load = edges.keytar ?? loadKeytar;
  const userAgent = new HostedUi(pool);
  let waiting = 0;
  const wait = <T>(work: Promise<T>): Promise<T> => {
    waiting++;
    return work.finally(() => {
      waiting--;
    });
  };
  const keychain = {
    service,
    log,
    timeoutMs: keychainTimeoutMs,
    load: async () => steppingKeytar(await load(), step, wait),
    ...(edges.platform === undefined ? {} : { platform: edges.platform }),
  };
  const auth = new AuthService({
    config: configOf(settings),
    userAgent: {
      authorize: (options) => wait(userAgent.authorize(options)),
      endSession: (options) => wait(userAgent.endSession(options)),
    },
    secrets:
      edges.cipher === undefined
        ? createSecretStore(keychain)
        : openSecretStore({
            ...keychain,
            fallback: 'memory',
            file: join(profile, 'secrets.json'),
            longTokensFile: join(profile, 'long-tokens.json'),
            cipher: edges.cipher,
          }),
    accounts: steppingIndex(
      createAccountIndex({ file: join(profile, 'accounts.json'), log }),
      step,
    ),
    clock: edges.clock ?? systemClock,
    machine: edges.machine ?? new FakeMachine(),
    fetch: async (input, init) => {
      const name = `${init?.method ?? 'GET'} ${new URL(String(input)).pathname}`;
      step(`before ${name}`);
      const response = await wait(fetch(input, init));
      step(`after ${name}`);
      return response;
    },
    log,
  });
  return { auth, userAgent, log, isIdle: () => waiting === 0 };
}

function configOf({ pool, config }: AppSettings): Config {
  return {
    ...defaultConfig,
    provider: { kind: 'cognito', issuer: pool.issuer, domain: pool.domain },
    clientId: pool.clientId,
    redirectUri: pool.redirectUris[0] ?? '',
    signOutUri: pool.signOutUris[0] ?? '',
    flows: ['embedded-window'],
    ...config,
  };
}

function steppingKeytar(
  keytar: Keytar,
  step: (name: string) => void,
  wait: <T>(work: Promise<T>) => Promise<T>,
): Keytar {
  return {
    getPassword: (service, account) => wait(keytar.getPassword(service, account)),
    setPassword: (service, account, password) =>
      stepping('keychain set', step, () => wait(keytar.setPassword(service, account, password))),
    deletePassword: (service, account) =>
      stepping('keychain delete', step, () => wait(keytar.deletePassword(service, account))),
  };
}

function steppingIndex(index: AccountIndex, step: (name: string) => void): AccountIndex {
  return {
    read: () => index.read(),
    save: (stored, options) => stepping('index save', step, () => index.save(stored, options)),
    activate: (account) => stepping('index activate', step, () => index.activate(account)),
    discard: (accounts) => stepping('index discard', step, () => index.discard(accounts)),
    remove: (account) => stepping('index remove', step, () => index.remove(account)),
  };
}

async function stepping<T>(name: string, step: (name: string) => void, work: () => Promise<T>) {
  step(`before ${name}`);
  const result = await work();
  step(`after ${name}`);
  return result;
}
