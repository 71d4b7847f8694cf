import { AuthService } from '../../src/main/auth/auth-service';
import type { UserAgent } from '../../src/main/auth/ports';
import type { Config } from '../../src/main/config/types';
import type { AuthState } from '../../src/shared/auth-state';
import {
  FakeMachine,
  ManualClock,
  MemoryAccountIndex,
  MemoryLog,
  MemorySecretStore,
} from '../support/auth/fakes';
import { neverUnlessAborted } from '../support/auth/hosted-ui';
import { clientSettings } from '../support/auth/settings';
import { clientId, type HostileProvider } from './provider';
import type { Kind } from './row';

/** A session at a hostile provider, with everything around it in memory. */
export interface HostileRig {
  readonly auth: AuthService;
  readonly secrets: MemorySecretStore;
  readonly accounts: MemoryAccountIndex;
  readonly clock: ManualClock;
  readonly log: MemoryLog;
  readonly states: AuthState[];
  /** Origins that the app has sent anything to, other than the provider's. */
  readonly foreignOrigins: Set<string>;
  /** Authorization requests that were opened. */
  readonly opened: string[];
  /** Logout pages that were opened, and whether the keychain was empty by then. */
  readonly logouts: { url: string | null; wasForgotten: boolean }[];
}

export function startRig(provider: HostileProvider, kind: Kind): HostileRig {
  const rig = {
    secrets: new MemorySecretStore(),
    accounts: new MemoryAccountIndex(),
    clock: new ManualClock(),
    log: new MemoryLog(),
    states: [] as AuthState[],
    foreignOrigins: new Set<string>(),
    opened: [] as string[],
    logouts: [] as HostileRig['logouts'],
  };
  let running = 0;
  // A person takes longer than what is prepared meanwhile.
  const whenIdle = async () => {
    for (let quiet = 0; quiet < 3; quiet = running === 0 ? quiet + 1 : 0) {
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  };
  const userAgent: UserAgent = {
    authorize: async ({ begin, accept, signal }) => {
      const { redirectUri } = configOf(provider, kind);
      const url = begin({ name: 'embedded-window', redirectUri });
      rig.opened.push(url);
      await whenIdle();
      const redirect = await follow(url);
      if (accept(redirect)) return redirect;
      // Whoever sent a callback that is refused: the person goes on, at a provider that is honest now.
      provider.script = {};
      const honest = await follow(url);
      return accept(honest) ? honest : neverUnlessAborted(signal);
    },
    endSession: async ({ logoutUrl }) => {
      const url = logoutUrl(configOf(provider, kind).signOutUri);
      rig.logouts.push({ url, wasForgotten: rig.secrets.entries.size === 0 });
      return true;
    },
  };
  const auth = new AuthService({
    ...rig,
    config: configOf(provider, kind),
    userAgent,
    machine: new FakeMachine(),
    fetch: (input, init) => {
      const { origin } = new URL(String(input));
      if (origin !== provider.origin) rig.foreignOrigins.add(origin);
      running += 1;
      return fetch(input, init).finally(() => {
        running -= 1;
      });
    },
  });
  auth.onChange((state) => rig.states.push(state));
  return { ...rig, auth };
}

/** What the authorization page redirects to: the person has a session there already. */
async function follow(url: string): Promise<string> {
  const response = await fetch(url, { redirect: 'manual' });
  return response.headers.get('location') ?? '';
}

function configOf({ origin }: HostileProvider, kind: Kind): Config {
  return {
    ...clientSettings,
    provider:
      kind === 'generic' ? { kind, issuer: origin } : { kind, issuer: origin, domain: origin },
    clientId,
    scopes: ['openid', 'profile', 'email'],
    tokenOrigins: ['https://keys.example.com'],
    limits: { idleMs: null, absoluteMs: 8 * 3_600_000, refreshTokenMs: null },
  };
}
