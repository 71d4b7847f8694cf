import assert from 'node:assert/strict';
import type { Endpoint, Fault } from '@repo/local-user-pool';
import type { AuthService } from '../../../src/main/auth/auth-service';
import { play, type Scenario } from '../play';
import { isRenewed, passTime, restores, signIn, until } from '../steps';
import type { World } from '../world';

/** Rotation is on, and no answer may be lost twice: the old token lives on for a minute. */
const rotating = { pool: { refreshTokenRotation: { graceSeconds: 60 } } } as const;

/** The request goes to another origin than the one that was meant. */
interface Elsewhere {
  readonly instead: (url: URL) => string;
}

type Kind = Fault | Elsewhere;

function isElsewhere(kind: Kind): kind is Elsewhere {
  return 'instead' in kind;
}

/** What can become of a request. None of these says that the session is over. */
const kinds: Readonly<Record<string, Kind>> = {
  'connection refused': { instead: () => 'http://127.0.0.1:9' },
  'no such host': { instead: () => 'http://no-such-host.invalid' },
  'TLS handshake fails': { instead: ({ origin }) => origin.replace('http:', 'https:') },
  'connection dropped before the request is handled': { kind: 'drop' },
  'answer lost after the request was handled': { kind: 'lost-answer' },
  'answer cut off half-way': { kind: 'truncate' },
  'no answer in time': { kind: 'delay', ms: 60_000 },
  'endless answer': { kind: 'endless-body' },
  '500': { kind: 'status', status: 500 },
  '503 with Retry-After': { kind: 'status', status: 503, retryAfter: 2 },
  '429': { kind: 'status', status: 429 },
  "a captive portal's page": { kind: 'html' },
  '200 that is not JSON': { kind: 'not-json' },
  'redirect to elsewhere': { kind: 'redirect', to: 'http://127.0.0.1:9/' },
};

/** A network that can be broken at one endpoint, and mended. */
class Network {
  readonly #world: World;
  #broken: { endpoint: Endpoint; kind: Kind } | null = null;

  constructor(world: World) {
    this.#world = world;
  }

  break(endpoint: Endpoint, kind: Kind): void {
    this.#broken = { endpoint, kind };
    if (!isElsewhere(kind)) this.#world.pool.faults.set(endpoint, kind);
  }

  mend(): void {
    this.#broken = null;
    this.#world.pool.faults.clear();
  }

  /** For the app: requests to the broken endpoint go where nobody answers. */
  readonly fetch: typeof fetch = (input, init) => {
    const url = new URL(String(input));
    if (this.#broken === null || !url.pathname.endsWith(this.#broken.endpoint)) {
      return fetch(input, init);
    }
    const { kind } = this.#broken;
    return isElsewhere(kind) ? fetch(kind.instead(url) + url.pathname, init) : fetch(input, init);
  };
}

const refreshing: Scenario[] = Object.entries(kinds).map(([name, kind]) => ({
  name: `refresh: ${name}`,
  world: rotating,
  async run(world) {
    const network = new Network(world);
    const { auth } = world.launch({ fetch: network.fetch });
    await auth.restore();
    await auth.signIn({ intent: 'sign-in' });
    assert(auth.state.kind === 'signed-in', 'the sign-in failed');
    network.break('/oauth2/token', kind);
    await passTime(world, auth.refresh());
    assert(auth.state.kind === 'signed-in', 'the session was ended by a network fault');
    assert(auth.state.notice !== null, 'the fault was not told');
    assert(world.entries() === 1, 'the entry in the keychain is gone');
    network.mend();
    await passTime(world, auth.refresh());
    await renewed(world, auth);
    await restores(world);
  },
}));

const restoring: Scenario[] = Object.entries(kinds).map(([name, kind]) => ({
  name: `launch: ${name}`,
  world: rotating,
  async run(world) {
    await signIn(world);
    const network = new Network(world);
    network.break('/oauth2/token', kind);
    const { auth } = world.launch({ fetch: network.fetch });
    await passTime(world, auth.restore());
    assert(auth.state.kind === 'signed-in', 'a good session was not shown');
    assert(auth.state.session.accessTokenExpiresAt === null, 'a token out of nowhere');
    network.mend();
    // By itself: nobody presses anything.
    await passTime(
      world,
      until(() => isRenewed(auth)),
    );
    await restores(world);
  },
}));

/** The token is rotated before the keys are fetched: without them the answer is worth nothing, yet. */
const keys: Scenario[] = Object.entries(kinds).map(([name, kind]) => ({
  name: `keys at launch: ${name}`,
  world: { pool: { refreshTokenRotation: { graceSeconds: 0 } } },
  async run(world) {
    await signIn(world);
    const network = new Network(world);
    network.break('/.well-known/jwks.json', kind);
    const { auth } = world.launch({ fetch: network.fetch });
    await passTime(world, auth.restore());
    assert(auth.state.kind === 'signed-in', 'a good session was not shown');
    network.mend();
    await passTime(
      world,
      until(() => isRenewed(auth)),
    );
    await restores(world);
  },
}));

const codes: Scenario[] = Object.entries(kinds).map(([name, kind]) => ({
  name: `sign-in: ${name}`,
  async run(world) {
    const network = new Network(world);
    network.break('/oauth2/token', kind);
    const { auth } = world.launch({ fetch: network.fetch });
    await auth.restore();
    await passTime(world, auth.signIn({ intent: 'sign-in' }));
    assert(auth.state.kind === 'signed-out', 'signed in without tokens');
    assert(auth.state.problem !== null, 'the problem was not told');
    assert(world.entries() === 0, 'something was left in the keychain');
    network.mend();
    await auth.signIn({ intent: 'sign-in' });
    assert(isRenewed(auth), 'the next sign-in failed');
  },
}));

const revoking: Scenario[] = Object.entries(kinds).map(([name, kind]) => ({
  name: `sign-out: ${name}`,
  async run(world) {
    const network = new Network(world);
    const { auth } = world.launch({ fetch: network.fetch });
    await auth.restore();
    await auth.signIn({ intent: 'sign-in' });
    network.break('/oauth2/revoke', kind);
    await passTime(world, auth.signOut());
    assert(auth.state.kind === 'signed-out', 'still signed in');
    assert(world.entries() === 0, 'the entry is still in the keychain');
    network.mend();
    const next = world.launch().auth;
    await next.restore();
    assert(next.state.kind === 'signed-out', 'the next launch signs in again');
  },
}));

/** No network at all, from just before the sign-out to after the next launch. */
const offlineSignOut: Scenario = {
  name: 'offline at sign-out: signed out here, told that the provider was not reached, for good',
  world: { pool: { refreshTokenRotation: { graceSeconds: 60 } } },
  async run(world) {
    let isOffline = false;
    const offline: typeof fetch = (input, init) =>
      fetch(isOffline ? 'http://127.0.0.1:9' : input, init);
    const { auth } = world.launch({ fetch: offline });
    await auth.restore();
    await auth.signIn({ intent: 'sign-in' });
    assert(isRenewed(auth), 'the sign-in failed');
    isOffline = true;
    world.machine.online = false;
    await passTime(world, auth.signOut());
    assert(auth.state.kind === 'signed-out', 'still signed in');
    assert(auth.state.problem !== null, 'it was not told');
    assert(world.entries() === 0, 'the entry is still in the keychain');
    const next = world.launch({ fetch: offline }).auth;
    await passTime(world, next.restore());
    assert(next.state.kind === 'signed-out', 'the next launch signs in again');
    assert(next.state.others.length === 0, 'the account is still known');
  },
};

async function renewed(world: World, auth: AuthService): Promise<void> {
  await passTime(
    world,
    until(() => isRenewed(auth)),
  );
  await auth.accessToken();
}

play('Network: a refresh', refreshing);
play('Network: the refresh at launch', restoring);
play('Network: the keys at launch', keys);
play('Network: a sign-in', codes);
play('Network: a sign-out', [...revoking, offlineSignOut]);
