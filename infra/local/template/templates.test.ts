import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { UserPoolOptions } from '../options/settings';
import { startTestPool } from '../testing/test-pool';
import { readTemplateFile, type TemplateChoices } from './template-file';

const folder = fileURLToPath(new URL('../testing/templates', import.meta.url));

interface Expected {
  readonly choices?: TemplateChoices;
  readonly options: UserPoolOptions;
  /** How the sentences of the differences begin, in any order. */
  readonly differences: readonly string[];
}

const legacy = 'PreventUserExistenceErrors is not ENABLED';
const noDomain = 'UserPoolDomain is missing';

/** Templates as people have them: what each one becomes. */
const templates: Readonly<Record<string, Expected>> = {
  'cdk.json': {
    options: {
      usernameCaseSensitive: true,
      managedLogin: false,
      client: {
        redirectUris: ['https://example.com'],
        flows: ['implicit', 'code'],
        identityProviders: ['COGNITO'],
      },
    },
    differences: [`SignInPoolDesktop6D5E8F90.${legacy}`],
  },
  'sam-api.yaml': {
    options: {
      usernameCaseSensitive: false,
      client: { redirectUris: ['http://localhost:3000/callback'] },
    },
    differences: [
      'Pool.LambdaConfig.PostConfirmation is a trigger that the local pool does not call',
      'Client.CallbackURLs has parts that only AWS or another tool knows: https://«Api».execute-api.',
    ],
  },
  'single-page-app.yaml': {
    options: { client: { flows: ['code'], defaultRedirectUri: null } },
    differences: [
      `Web.${legacy}`,
      'Web.CallbackURLs has parts that only AWS or another tool knows',
      'Web.LogoutURLs has parts that only AWS or another tool knows',
      'Web.CallbackURLs has no URL that is known here. Here: the redirect URIs are the default ones',
    ],
  },
  'usernames.yaml': {
    options: {
      passwordMinimumLength: 6,
      passwordKinds: [],
      groups: [
        {
          name: 'Editors',
          precedence: 3,
          roleArn: 'arn:aws:iam::123456789012:role/SignedIn',
        },
      ],
    },
    differences: [
      'UserPoolUser creates users: First, FirstEdits',
      'Directory.UsernameAttributes does not include email',
      'Directory.Schema requires attributes: given_name.',
      noDomain,
      `Sdk.${legacy}`,
      'Sdk.AllowedOAuthFlowsUserPoolClient is not true',
    ],
  },
  'machines.yaml': {
    options: {
      adminCreateUserOnly: true,
      client: {
        secret: 'localdevelopmentsecret0001',
        flows: ['client_credentials'],
        scopes: ['Pool-orders/read', 'Pool-orders/write'],
      },
      resourceServers: [{ identifier: 'Pool-orders', scopes: ['read', 'write'] }],
    },
    differences: ['Pool.UsernameAttributes does not include email', noDomain, `Nightly.${legacy}`],
  },
  'text-values.yaml': {
    choices: {
      parameters: { Stage: 'prod', Team: 'Readers,Authors' },
      region: 'us-gov-west-1',
    },
    options: {
      adminCreateUserOnly: true,
      mfa: true,
      passwordMinimumLength: 12,
      passwordKinds: ['number'],
      client: {
        redirectUris: ['http://localhost:8080/a', 'https://app.example/b'],
        tokenLifetimes: { access: 900, refresh: 2_592_000 },
      },
      groups: [{ name: 'Readers' }, { name: 'Authors' }],
    },
    differences: [noDomain, `Client.${legacy}`],
  },
  'several-clients.yaml': {
    options: {
      managedLogin: true,
      client: { redirectUris: ['com.example.app://auth'] },
      clients: [
        expect.objectContaining({
          id: 'Website',
          secret: 'localdevelopmentsecret0001',
          redirectUris: ['https://app.example/oauth2/idpresponse'],
        }),
      ],
    },
    differences: [
      'Pool.UsernameAttributes includes phone_number',
      'ManagedLoginBranding is missing',
      `Website.${legacy}`,
      'UserPoolClient is there more than once: Desktop, Website.',
      'Sdk.AllowedOAuthFlowsUserPoolClient is not true',
    ],
  },
  'federation.yaml': {
    options: {
      client: {
        identityProviders: ['Corp'],
        redirectUris: ['https://app.example/back'],
      },
      demoProviders: [
        { name: 'Corp', identifiers: ['corp.example'], attributeMapping: { email: 'email' } },
      ],
    },
    differences: [
      'Corp.ProviderType is SAML',
      'Corp.AttributeMapping has more than email, email_verified and name: family_name',
      noDomain,
      `Client.${legacy}`,
      'Client.SupportedIdentityProviders names providers that are not in the template: Facebook',
      'Client.CallbackURLs has parts that only AWS or another tool knows: {{resolve:ssm:/app/url}}',
    ],
  },
  'load-balancer.yaml': {
    choices: { parameters: { Host: 'app.example' } },
    options: { client: { redirectUris: ['https://app.example/oauth2/idpresponse'] } },
    differences: [noDomain, `Client.${legacy}`],
  },
  'several-pools.yaml': {
    choices: { pool: 'Operators' },
    options: {
      adminCreateUserOnly: true,
      client: { redirectUris: ['https://operators.example/back'] },
      clients: [],
      groups: [{ name: 'operators' }],
    },
    differences: [`OperatorClient.${legacy}`],
  },
};

describe('a template that people have', () => {
  it('has its expectations here', () => {
    expect(readdirSync(folder).sort()).toEqual(Object.keys(templates).sort());
  });

  it.each(Object.entries(templates))('starts a pool: %s', async (file, expected) => {
    const { options, differences } = readTemplateFile(`${folder}/${file}`, expected.choices);
    expect(options).toMatchObject(expected.options);
    expect([...differences].sort()).toEqual(
      [...expected.differences].sort().map((start) => expect.stringContaining(start)),
    );
    expect(JSON.stringify(options)).not.toContain('«');
    const pool = await startTestPool(options);
    await pool.close();
  });

  it('has the redirect URIs of the options where it knows none', async () => {
    const { options } = readTemplateFile(`${folder}/single-page-app.yaml`);
    const pool = await startTestPool({ ...options, redirectUris: ['a://b'] });
    expect(pool.redirectUris).toEqual(['a://b']);
    await pool.close();
  });
});
