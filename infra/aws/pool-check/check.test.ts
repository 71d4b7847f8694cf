import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { configOf } from '../../../src/main/config/index';
import { settingsOf } from '../deploy/configuration-file';
import { stackOf } from '../testing/aws-template';
import { configured, settings } from '../testing/facts';
import { Failure, type Recordings } from '../testing/replay';
import { failing, type Rig, startRig } from '../testing/rig';
import { TestTerminal } from '../testing/terminal';
import { appConfiguration, check } from './check';
import { placeOf } from './facts';

let rig: Rig;

/** The responses of Cognito for the user pool that our template makes, and the app's configuration for it. */
function deployed(parameters: Record<string, string> = {}) {
  const { resources, outputs } = stackOf(parameters);
  const propertiesOf = (name: string) => resources[name]?.properties ?? {};
  const config = configOf(settingsOf({ AppConfig: String(outputs.AppConfig) }));
  const { poolId, clientId } = placeOf(config);
  const isManaged = resources.Style !== undefined;
  const recordings: Recordings = {
    DescribeUserPool: [{ UserPool: { Id: poolId, ...propertiesOf('UserPool') } }],
    DescribeUserPoolClient: [
      { UserPoolClient: { ClientId: clientId, ...propertiesOf('Client'), UserPoolId: poolId } },
    ],
    DescribeUserPoolDomain: [
      {
        DomainDescription: { Status: 'ACTIVE', ...propertiesOf('Domain'), UserPoolId: poolId },
      },
    ],
    DescribeManagedLoginBrandingByClient: [
      isManaged ? { ManagedLoginBranding: { UserPoolId: poolId } } : missing('style'),
    ],
    ListIdentityProviders: [{ Providers: [] }],
  };
  return { config, recordings };
}

const missing = (what: string) =>
  new Failure('ResourceNotFoundException', `The ${what} does not exist.`);

const denied = (action: string) =>
  new Failure(
    'AccessDeniedException',
    `User: arn:aws:iam::123456789012:user/developer is not authorized to perform: cognito-idp:${action} on resource: *`,
  );

async function run({ config, recordings }: ReturnType<typeof deployed>, changes: Recordings = {}) {
  rig = await startRig({ ...recordings, ...changes });
  const terminal = new TestTerminal();
  return { isFine: await check(rig.aws, placeOf(config), config, terminal), text: terminal.text };
}

describe('aws:check', () => {
  afterEach(() => rig.close());

  it.each([
    [{}, true],
    [{ GlobalSignOut: 'yes' }, true],
    [{ DeletionProtection: 'INACTIVE', SignUp: 'administrators' }, true],
    // It works without rotation, and would be better with it.
    [{ Tier: 'LITE', Branding: 'classic', RefreshTokenRotation: 'off' }, false],
  ])('has nothing against what our template makes with %o: %s', async (parameters, isFine) => {
    const checked = await run(deployed(parameters));
    expect(checked.isFine).toBe(isFine);
    expect(checked.text).not.toContain('Must change');
  });

  it('finds the identity providers on all pages', async () => {
    const google = { GoogleClientId: 'app.example', GoogleClientSecretName: 'google' };
    const { isFine, text } = await run(deployed(google), {
      ListIdentityProviders: [
        { Providers: [{ ProviderName: 'Other' }], NextToken: '2' },
        { Providers: [{ ProviderName: 'Google' }] },
      ],
    });
    expect([isFine, text]).toEqual([true, expect.not.stringContaining('Must change')]);
  });

  it('tells what is good to know, and has nothing against it', async () => {
    const { isFine, text } = await run(deployed({ SignUp: 'administrators' }));
    expect([isFine, text]).toEqual([true, expect.stringContaining('Good to know')]);
  });

  it('looks at the pool that is there, and says what to change and where', async () => {
    const pool = deployed();
    const { resources } = stackOf();
    const { isFine, text } = await run(pool, {
      DescribeUserPoolClient: [
        {
          UserPoolClient: {
            ...resources.Client?.properties,
            CallbackURLs: [],
            PreventUserExistenceErrors: 'LEGACY',
          },
        },
      ],
      DescribeManagedLoginBrandingByClient: [missing('style')],
    });
    expect(isFine).toBe(false);
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
    const { text } = await run(deployed(), {
      DescribeUserPoolClient: [missing('client')],
      DescribeUserPoolDomain: [{ DomainDescription: {} }],
    });
    expect(text).toContain('The user pool has no app client');
    expect(text).toContain('There is no domain sign-in-');
  });

  it('says that the pool is not there', async () => {
    const { text } = await run(deployed(), { DescribeUserPool: [missing('pool')] });
    expect(text).toContain('There is no user pool eu-west-1_');
  });

  it('leaves out what the credentials may not look at, and says so', async () => {
    const { isFine, text } = await run(deployed(), {
      DescribeManagedLoginBrandingByClient: [denied('DescribeManagedLoginBrandingByClient')],
      ListIdentityProviders: [denied('ListIdentityProviders')],
    });
    expect(isFine).toBe(true);
    expect(text).toContain('may not: the style of managed login, other identity providers.');
  });

  it('cannot do without the pool itself', async () => {
    const checked = run(deployed(), { DescribeUserPool: [denied('DescribeUserPool')] });
    expect(await failing(checked)).toContain('to allow cognito-idp:DescribeUserPool.');
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
    ['us-gov-west-1', 'acme.auth-fips.us-gov-west-1.amazoncognito.com'],
    ['eusc-de-east-1', 'acme.auth.cognito-idp.eusc-de-east-1.on.amazonwebservices.eu'],
  ])('may be in %s', (region, domain) => {
    const poolId = `${region}_AbC`;
    const place = placeOf(configOf({ region, userPoolId: poolId, domain, clientId: 'client1' }));
    expect(place).toEqual({ region, poolId, clientId: 'client1', domain: 'acme' });
  });

  it.each([
    [{ clientId: 'x', issuer: 'https://login.example.com' }],
    [{ clientId: 'x', domain: 'http://127.0.0.1:1', issuer: 'http://127.0.0.1:2/local_Dev000001' }],
  ])('is nowhere for %o', async (elsewhere) => {
    const place = failing((async () => placeOf(configOf(elsewhere)))());
    expect(await place).toContain('no user pool at AWS');
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
    const absent = await failing(appConfiguration(null, project, env));
    expect(absent).toContain('npm run aws:deploy writes one');
    await writeFile(project, JSON.stringify(settings));
    await writeFile(given, JSON.stringify({ clientId: 'given' }));
    expect((await appConfiguration(null, project, env)).clientId).toBe('client1');
    expect((await appConfiguration(given, project, env)).clientId).toBe('given');
    const both = { ...env, COGNITO_CLIENT_ID: 'environment' };
    expect((await appConfiguration(given, project, both)).clientId).toBe('environment');
    await writeFile(given, JSON.stringify({ clientId: '' }));
    const message = await failing(appConfiguration(given, project, env));
    expect(message).toContain(`clientId (${given}) is empty`);
    const issuer = `https://cognito-idp.eu-west-1.amazonaws.com/${settings.userPoolId}`;
    await writeFile(given, JSON.stringify({ clientId: 'c', issuer }));
    const pool = await failing(appConfiguration(given, path.join(folder, 'none.json'), env));
    expect(pool).toContain('is missing: `issuer` is a Cognito user pool');
  });
});
