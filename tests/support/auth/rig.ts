import type { RequestRecord, UserPool, UserPoolOptions } from '@repo/local-user-pool';
import { AuthService } from '../../../src/main/auth/auth-service';
import type { AuthDependencies } from '../../../src/main/auth/ports';
import type { Config } from '../../../src/main/config/types';
import type { AuthState } from '../../../src/shared/auth-state';
import { defaultConfig } from '../config/default-config';
import { startTestPool } from '../test-pool';
import {
  FakeMachine,
  ManualClock,
  MemoryAccountIndex,
  MemoryLog,
  MemorySecretStore,
} from './fakes';
import { Gate } from './gate';
import { HostedUi } from './hosted-ui';

/** A session against a real local user pool, with everything around it in memory. */
export interface Rig extends AuthDependencies {
  readonly pool: UserPool;
  readonly auth: AuthService;
  readonly userAgent: HostedUi;
  readonly secrets: MemorySecretStore;
  readonly accounts: MemoryAccountIndex;
  readonly clock: ManualClock;
  readonly machine: FakeMachine;
  readonly log: MemoryLog;
  readonly config: Config;
  /** Every state there was. */
  readonly states: AuthState[];
  /** What happened at the edges, in order. */
  readonly journal: string[];
  /** Holds the pool's next answer from a path. */
  readonly answers: Gate;
  /** The requests of this rig. */
  requests(): RequestRecord[];
  /** Those of them that were for tokens. */
  tokenRequests(): RequestRecord[];
  /** How many refresh tokens this rig had revoked. */
  revoked(): number;
  /** How long until each timer, in ms, but for the watch's own half minute. */
  waits(): number[];
  /** The clock stands still: waits for `work` and skips the short pauses in it. */
  skippingPauses<T>(work: Promise<T>): Promise<T>;
  /** A second launch of the app: a new session with the same keychain and index. */
  relaunch(): AuthService;
  close(): void;
}

const pools = new Map<string, Promise<UserPool>>();

/** Making a pool takes time (keys, password hashes), so a test file shares one per set of options. */
function sharedPool(options: UserPoolOptions): Promise<UserPool> {
  const name = JSON.stringify(options);
  const pool = pools.get(name) ?? startTestPool({ recordSecrets: true, ...options });
  pools.set(name, pool);
  return pool;
}

export async function startRig(
  options: UserPoolOptions = {},
  settings: Partial<Config> = {},
): Promise<Rig> {
  const pool = await sharedPool(options);
  // Not how many there were: the pool is shared, keeps the last thousand, and drops the oldest.
  const earlierRequests = new Set(pool.requests);
  const requests = () => pool.requests.filter((request) => !earlierRequests.has(request));
  const earlierRevoked = pool.refreshTokens().revoked;
  const journal: string[] = [];
  const answers = new Gate();
  const config = { ...poolConfig(pool), ...settings };
  const dependencies = {
    config,
    userAgent: new HostedUi(pool, journal),
    secrets: new MemorySecretStore(journal),
    accounts: new MemoryAccountIndex(journal),
    clock: new ManualClock(),
    machine: new FakeMachine(),
    fetch: async (url, init) => {
      const { pathname } = new URL(String(url));
      if (init?.method === 'POST') journal.push(`POST ${pathname}`);
      const answer = await fetch(url, init);
      await answers.pass(pathname);
      return answer;
    },
    log: new MemoryLog(),
  } satisfies AuthDependencies;
  const states: AuthState[] = [];
  const sessions: AuthService[] = [];
  const launch = () => {
    const auth = new AuthService(dependencies);
    sessions.push(auth);
    auth.onChange((state) => {
      states.push(state);
      journal.push(`state ${state.kind}`);
    });
    return auth;
  };
  return {
    ...dependencies,
    pool,
    auth: launch(),
    states,
    journal,
    answers,
    relaunch: launch,
    waits: () => dependencies.clock.pending.filter((ms) => ms !== 30_000),
    skippingPauses: async (work) => {
      let over = false;
      const done = work.finally(() => {
        over = true;
      });
      while (!over) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        const pause = dependencies.clock.pending.find((ms) => ms <= 5_000);
        if (!over && pause !== undefined) dependencies.clock.advance(pause);
      }
      return done;
    },
    requests,
    tokenRequests: () => requests().filter(({ grantType }) => grantType !== undefined),
    revoked: () => pool.refreshTokens().revoked - earlierRevoked,
    close: () => {
      for (const auth of sessions) auth.dispose();
      for (const hook of Object.keys(pool.hooks)) Reflect.deleteProperty(pool.hooks, hook);
      pool.faults.clear();
      const impossible = dependencies.log.lines.filter((line) => line.includes('impossible'));
      if (impossible.length > 0) throw new Error(impossible.join('\n'));
    },
  };
}

export function poolConfig(pool: UserPool): Config {
  return {
    ...defaultConfig,
    provider: { kind: 'cognito', issuer: pool.issuer, domain: pool.domain },
    clientId: pool.clientId,
    redirectUri: pool.redirectUris[0] ?? '',
    signOutUri: pool.signOutUris[0] ?? '',
    flows: ['embedded-window'],
  };
}

/** A rig whose person is signed in. */
export async function signedInRig(
  options: UserPoolOptions = {},
  settings: Partial<Config> = {},
): Promise<Rig> {
  const rig = await startRig(options, settings);
  await rig.auth.restore();
  await rig.auth.signIn({ intent: 'sign-in' });
  if (rig.auth.state.kind !== 'signed-in') {
    throw new Error(`not signed in: ${JSON.stringify(rig.auth.state)}`);
  }
  return rig;
}
