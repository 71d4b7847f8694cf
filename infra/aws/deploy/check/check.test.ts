import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { configOf } from '../../../../src/main/config/index';
import { identity } from '../../../../src/shared/identity';
import { templateText } from '../../testing/aws-template';
import { settingsOf } from '../app-configuration';
import { findStack } from '../stack';
import { failing, type Rig, type RigOptions, startRig } from '../testing/rig';
import { TestTerminal } from '../testing/terminal';
import { appConfiguration, check } from './check';
import { placeOf } from './facts';
import { configured, settings } from './testing';

let rig: Rig;

/** Deploys our own template, and gives the configuration that it makes. */
async function deployed(options: RigOptions = {}, parameters: Record<string, string> = {}) {
  rig = await startRig(options);
  await rig.deploy({ template: templateText, parameters });
  const stack = await findStack(rig.aws, identity.name);
  return configOf(settingsOf(stack?.outputs ?? {}));
}

async function run(config: ReturnType<typeof configOf>) {
  const terminal = new TestTerminal();
  return { outcome: await check(rig.aws, placeOf(config), config, terminal), text: terminal.text };
}

describe('aws:check', () => {
  afterEach(() => rig.close());

  it.each([
    [{}, 'done'],
    [{ GlobalSignOut: 'yes' }, 'done'],
    [{ DeletionProtection: 'INACTIVE', SignUp: 'administrators' }, 'done'],
    // Without rotation it works, and would be better with it.
    [{ Tier: 'LITE', Branding: 'classic', RefreshTokenRotation: 'off' }, 'differs'],
  ])('has nothing against what our template makes with %o: %s', async (parameters, outcome) => {
    const checked = await run(await deployed({}, parameters));
    expect(checked.outcome).toBe(outcome);
    expect(checked.text).not.toContain('Must change');
  });

  it('tells what is good to know, and has nothing against it', async () => {
    const { outcome, text } = await run(await deployed({}, { SignUp: 'administrators' }));
    expect([outcome, text]).toEqual(['done', expect.stringContaining('Good to know')]);
  });

  it('looks at the pool that is there, and says what to change and where', async () => {
    const config = await deployed();
    for (const pool of rig.standIn.store.pools.values()) {
      pool.branded.clear();
      for (const client of pool.clients.values()) {
        client.CallbackURLs = [];
        client.PreventUserExistenceErrors = 'LEGACY';
      }
    }
    const { outcome, text } = await run(config);
    expect(outcome).toBe('differs');
    expect(text).toContain('Must change');
    expect(text).toContain('Should change');
    expect(text).toContain('      console: App clients → (client) → Login pages → Edit');
    expect(text).toContain(
      '      CLI:     aws cognito-idp update-user-pool-client --callback-urls …',
    );
    expect(text).toContain('      ours:    npm run aws:deploy -- --parameter CallbackUrls=…');
    expect(text).toContain('Login pages unavailable');
    expect(text).toContain('set whatever you leave out back to its default');
  });

  it('says what is not there', async () => {
    const config = await deployed();
    for (const pool of rig.standIn.store.pools.values()) pool.clients.clear();
    rig.standIn.store.domains.clear();
    const text = (await run(config)).text;
    expect(text).toContain('The user pool has no app client');
    expect(text).toContain('There is no domain sign-in-');
    rig.standIn.store.pools.clear();
    expect((await run(config)).text).toContain('There is no user pool eu-west-1_');
  });

  it('leaves out what the credentials may not look at, and says so', async () => {
    const denied = [
      'cognito-idp:DescribeManagedLoginBrandingByClient',
      'cognito-idp:ListIdentityProviders',
    ];
    const { outcome, text } = await run(
      await deployed({ keys: { WEAK: { denied } }, key: 'WEAK' }),
    );
    expect(outcome).toBe('done');
    expect(text).toContain('may not: the style of managed login, other identity providers.');
  });

  it('cannot do without the pool itself', async () => {
    const denied = ['cognito-idp:DescribeUserPool'];
    const config = await deployed({ keys: { WEAK: { denied } }, key: 'WEAK' });
    expect((await failing(run(config))).outcome).toBe('access-denied');
  });
});

describe('where aws:check looks', () => {
  it('follows from the configuration', () => {
    expect(placeOf(configured())).toEqual({
      region: 'eu-west-1',
      poolId: 'eu-west-1_Acme',
      clientId: 'client1',
      domain: 'acme',
    });
    expect(placeOf(configured({ domain: 'https://auth.example.com' })).domain).toBe(
      'auth.example.com',
    );
    const issuer = 'https://issuer-cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Other';
    expect(placeOf(configured({ issuer })).poolId).toBe('eu-west-1_Other');
  });

  it.each([
    [{ clientId: 'x', issuer: 'https://login.example.com' }],
    [{ clientId: 'x', domain: 'http://127.0.0.1:1', issuer: 'http://127.0.0.1:2/local_Dev000001' }],
  ])('is nowhere for %o', async (elsewhere) => {
    const place = failing((async () => placeOf(configOf(elsewhere)))());
    expect((await place).outcome).toBe('config-file');
  });
});

describe('the configuration that aws:check reads', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'aws-check-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('is the app’s: the project’s file, one that is given, the environment', async () => {
    const project = path.join(folder, 'cognito.config.json');
    const given = path.join(folder, 'given.json');
    const env = { XDG_CONFIG_HOME: folder, APPDATA: folder };
    expect((await failing(appConfiguration(null, project, env))).outcome).toBe('config-file');
    await writeFile(project, JSON.stringify(settings));
    await writeFile(given, JSON.stringify({ clientId: 'given' }));
    expect((await appConfiguration(null, project, env)).clientId).toBe('client1');
    expect((await appConfiguration(given, project, env)).clientId).toBe('given');
    const both = { ...env, COGNITO_CLIENT_ID: 'environment' };
    expect((await appConfiguration(given, project, both)).clientId).toBe('environment');
    await writeFile(given, JSON.stringify({ clientId: '' }));
    const { message } = await failing(appConfiguration(given, project, env));
    expect(message).toContain(`clientId (${given}) is empty`);
  });
});
