import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { UserPool, UserPoolOptions } from '@repo/local-user-pool';
import type { Config } from '../../src/main/config/types';
import { FakeMachine, ManualClock } from '../support/auth/fakes';
import { type PrivateKeyring, startPrivateKeyring } from '../support/storage/private-keyring';
import { startTestPool } from '../support/test-pool';
import { type App, type AppEdges, type AppSettings, createApp } from './app';
import type { ProcessSettings } from './app-process';
import { AppProcess } from './spawn-app';

export interface WorldOptions {
  readonly pool?: Pick<UserPoolOptions, 'refreshTokenRotation' | 'tokenLifetimes'>;
  readonly config?: Partial<Config>;
  /** `own`: a Secret Service that the scenario may break; `none`: there is none. Else all share one. */
  readonly keyring?: 'own' | 'none';
}

export const people = {
  ann: { username: 'ann@example.com', password: 'Passw0rd!ann' },
  ben: { username: 'ben@example.com', password: 'Passw0rd!ben' },
} as const;

const pools = new Map<string, UserPool>();

/** Making a keyring takes time: one that works after a scenario is left to the next that breaks one. */
let spareKeyring: PrivateKeyring | null = null;

/** What a scenario happens in: a pool, a keyring, a profile folder, and runs of the app. */
export class World {
  readonly pool: UserPool;
  readonly keyring: PrivateKeyring | null;
  readonly settings: AppSettings;
  readonly clock = new ManualClock();
  readonly machine = new FakeMachine();
  readonly #apps: App[] = [];
  readonly #processes: AppProcess[] = [];
  readonly #requestsBefore: number;

  private constructor(pool: UserPool, keyring: PrivateKeyring | null, config: Partial<Config>) {
    this.pool = pool;
    this.keyring = keyring;
    this.#requestsBefore = pool.requests.length;
    const { issuer, domain, clientId, redirectUris, signOutUris, user } = pool;
    this.settings = {
      pool: { issuer, domain, clientId, redirectUris, signOutUris, user },
      profile: mkdtempSync(path.join(os.tmpdir(), 'faults-')),
      service: `com.example.faults.${randomUUID()}`,
      config,
    };
  }

  static async create({ pool = {}, keyring, config = {} }: WorldOptions = {}): Promise<World> {
    return new World(await sharedPool(pool), await keyringFor(keyring), config);
  }

  /** A run of the app in this process, on a clock that the scenario moves. */
  launch(edges: AppEdges = {}): App {
    const { clock, machine } = this;
    const app = createApp(this.settings, { clock, machine, ...edges });
    this.#apps.push(app);
    return app;
  }

  /** Whether no run of the app in this process waits for anything but the clock. */
  isIdle(): boolean {
    return this.#apps.every((app) => app.isIdle());
  }

  /** A run of the app as a process of its own. */
  start(settings: Partial<ProcessSettings> = {}): AppProcess {
    const { stepsFile } = this;
    const all = { ...this.settings, stepsFile, clockOffsetMs: 0, ...settings };
    const app = new AppProcess(all, this.keyring?.env ?? process.env);
    this.#processes.push(app);
    return app;
  }

  get stepsFile(): string {
    return path.join(this.settings.profile, 'steps');
  }

  /** What the app's processes did that outlives them, since this was last asked. */
  takeSteps(): readonly string[] {
    const steps = existsSync(this.stepsFile) ? readFileSync(this.stepsFile, 'utf8') : '';
    rmSync(this.stepsFile, { force: true });
    return steps.split('\n').filter(Boolean);
  }

  /** How many tokens the keychain holds for this scenario. A probe that was cut off holds none. */
  entries(): number {
    const { stdout, stderr } = this.#secretTool([
      'search',
      '--all',
      'service',
      this.settings.service,
    ]);
    return (`${stdout}${stderr}`.match(/^attribute\.account = (?!probe-)/gm) ?? []).length;
  }

  /** Puts something else into every entry, or nothing. */
  spoilEntries(text: string): void {
    const { stdout, stderr } = this.#secretTool([
      'search',
      '--all',
      'service',
      this.settings.service,
    ]);
    for (const [, name = ''] of `${stdout}${stderr}`.matchAll(/^attribute\.account = (.+)$/gm)) {
      const attributes = ['service', this.settings.service, 'account', name];
      if (text === '') this.#secretTool(['clear', ...attributes]);
      else this.#secretTool(['store', '--label=x', ...attributes], text);
    }
  }

  /** Requests of one kind since the scenario began. */
  requests(grantType: string): number {
    return this.pool.requests
      .slice(this.#requestsBefore)
      .filter((request) => request.grantType === grantType).length;
  }

  async close(): Promise<void> {
    for (const { auth } of this.#apps) auth.dispose();
    await Promise.all(this.#processes.map((app) => app.kill()));
    this.pool.faults.clear();
    for (const hook of Object.keys(this.pool.hooks)) Reflect.deleteProperty(this.pool.hooks, hook);
    if (this.keyring !== null) putBack(this.keyring);
    rmSync(this.settings.profile, { recursive: true, force: true });
  }

  #secretTool(args: readonly string[], input = '') {
    return spawnSync('secret-tool', [...args], {
      env: this.keyring?.env ?? process.env,
      input,
      encoding: 'utf8',
    });
  }
}

/** Making a pool takes time (keys, password hashes), so scenarios with the same options share one. */
async function sharedPool(options: NonNullable<WorldOptions['pool']>): Promise<UserPool> {
  const name = JSON.stringify(options);
  const pool =
    pools.get(name) ?? (await startTestPool({ ...options, users: Object.values(people) }));
  pools.set(name, pool);
  return pool;
}

async function keyringFor(kind: WorldOptions['keyring']): Promise<PrivateKeyring | null> {
  if (kind === undefined) return null;
  if (kind === 'none') return startPrivateKeyring({ services: false });
  const keyring = spareKeyring ?? (await startPrivateKeyring());
  spareKeyring = null;
  return keyring;
}

function putBack(keyring: PrivateKeyring): void {
  const attempt = ['store', '--label=probe', 'probe', 'probe'];
  const options = { env: keyring.env, input: 'x', timeout: 500 };
  if (spareKeyring === null && spawnSync('secret-tool', attempt, options).status === 0) {
    spareKeyring = keyring;
  } else {
    keyring.stop();
  }
}

/** Ends what scenarios had in common. */
export async function closeWorlds(): Promise<void> {
  spareKeyring?.stop();
  spareKeyring = null;
  for (const pool of pools.values()) await pool.close();
  pools.clear();
}
