import { z } from 'zod';
import { flowNames } from '../../shared/flows';
import { identity } from '../../shared/identity';
import { regionProblem } from './partitions';
import {
  amount,
  bounceProblem,
  domainProblem,
  feedProblem,
  flag,
  identityProviderProblem,
  issuerProblem,
  list,
  loopbackProblem,
  matching,
  notEmpty,
  originProblem,
  redirectProblem,
  text,
} from './values';

interface Setting {
  /** The message of an issue finishes the sentence "`key` …" and never quotes the value. */
  readonly schema: z.ZodType;
  /** What an error says was expected, with an example. */
  readonly expected: string;
  /** Markdown for the table of docs/configuration.md. Links are relative to that page. */
  readonly description: string;
  /** `null`: none. */
  readonly default: unknown;
  /** For the table, if the default is not a plain value. */
  readonly defaultText?: string;
  /** Decides what is installed, so a packaged app has it built in (SEC-71). */
  readonly isBuiltIn?: true;
}

const bySpaces = 'in the environment separated by spaces';
const redirectExpected =
  'an address like com.example.app://auth/callback, http://localhost:5000 or https://app.example.com/callback, exactly as it is registered';

/**
 * Every setting, in one place. The environment variable, the checks, the documented tables and the type
 * `Config` follow from this.
 */
export const settings = {
  region: {
    schema: text(regionProblem),
    expected: 'a region like eu-west-1',
    description: 'AWS Region of the user pool',
    default: null,
    defaultText: 'the start of `userPoolId`',
  },
  userPoolId: {
    schema: text(matching(/^[\w-]+_[0-9a-zA-Z]+$/, 'does not look like a user pool id')),
    expected: 'a user pool id like eu-west-1_AbCdEf123',
    description: 'id of the user pool',
    default: null,
    defaultText: 'none: required, unless `issuer` is set',
  },
  domain: {
    schema: text(domainProblem),
    expected:
      'the whole domain, like example.auth.eu-west-1.amazoncognito.com, and nothing after it',
    description: 'origin of the hosted UI',
    default: null,
    defaultText: 'none: required for Cognito',
  },
  clientId: {
    schema: text(
      matching(/^[\x21-\x7e]{1,256}$/, 'has a space or a character that no client id has'),
    ),
    expected: 'the id of the app client',
    description: 'id of the app client',
    default: null,
    defaultText: 'none: required',
  },
  /** Compared exactly by Cognito: scheme, host, port, path, trailing slash. */
  redirectUri: {
    schema: text(redirectProblem),
    expected: redirectExpected,
    description: 'callback URL, exactly as it is registered; only ever intercepted',
    default: identity.redirectUri,
  },
  signOutUri: {
    schema: text(redirectProblem),
    expected: redirectExpected,
    description: 'sign-out URL that the hosted UI redirects to, exactly as it is registered',
    default: identity.signOutUri,
  },
  scopes: {
    // RFC 6749 §3.3
    schema: list(
      text(matching(/^[\x21\x23-\x5b\x5d-\x7e]+$/, 'has a name that no scope can have')),
    ),
    expected: 'a list like ["openid", "profile", "email"]',
    description: `list of scopes; ${bySpaces}`,
    // SEC-14: no more than it takes to show who is signed in.
    default: ['openid', 'profile', 'email'],
  },
  /** Whether the scope `offline_access` goes with `prompt=consent` (OpenID Connect Core §11). */
  consentPrompt: {
    schema: flag,
    expected: 'true or false',
    description:
      '[other providers](other-providers.md) only: `false` leaves out `prompt=consent` when `scopes` has `offline_access`',
    default: true,
  },
  /** Skips the hosted UI's choice of provider (Cognito's `identity_provider`). */
  identityProvider: {
    schema: text(identityProviderProblem),
    expected: 'the name of an identity provider of the user pool, like Google or COGNITO',
    description: 'goes straight to this identity provider of the pool, for instance `Google`',
    default: null,
    defaultText: 'the hosted UI asks',
  },
  /** Identity providers of the user pool that the window has a button for. */
  identityProviders: {
    schema: list(text(identityProviderProblem)),
    expected: 'a list of identity providers of the user pool, like ["Google", "COGNITO"]',
    description: `list of identity providers of the pool to show a button for, like \`Google\`; ${bySpaces}`,
    default: [],
  },
  /** The allowed flows, in the order in which they are tried. */
  flows: {
    schema: notEmpty(
      z.array(z.enum(flowNames, { error: 'contains an unknown flow' }), {
        error: 'is not a list of texts',
      }),
    ).refine((values) => new Set(values).size === values.length, 'names something twice'),
    expected: `a list of ${flowNames.map((name) => `"${name}"`).join(', ')}, in the order to try`,
    description: `list of allowed [flows](system-browser.md), in the order to try; ${bySpaces}`,
    default: flowNames,
  },
  /** Where a browser redirects to a listener of the app, each with another port (SEC-23). */
  loopbackRedirectUris: {
    schema: notEmpty(list(text(loopbackProblem))),
    expected: `a list like ["${identity.loopbackRedirectUris[0]}"], each as it is registered`,
    description: `list of callback URLs of the flow \`loopback\`, of which one is used at a time; ${bySpaces}`,
    default: identity.loopbackRedirectUris,
  },
  /**
   * The https page that the provider redirects to, and which redirects to `redirectUri`; `null`: the
   * provider redirects there itself.
   */
  bouncePage: {
    schema: text(bounceProblem),
    expected: 'an https address like https://sign-in.example.com/bounce.html, as it is registered',
    description: 'an https page that redirects to `redirectUri`',
    default: null,
  },
  issuer: {
    schema: text(issuerProblem),
    expected: 'an https address, exactly as it stands in `iss` of the tokens',
    description: '`iss` of the tokens',
    default: null,
    defaultText: 'from `region` and `userPoolId`',
  },
  /** Further origins that the sign-in window may visit: federated providers (SEC-28). */
  allowedOrigins: {
    schema: list(text(originProblem)),
    expected: 'a list of origins like ["https://login.example.com"]',
    description: `list of further origins that the sign-in window may visit (federated providers); ${bySpaces}`,
    default: [],
  },
  /** Further origins of endpoints that get codes and tokens (SEC-73). */
  tokenOrigins: {
    schema: list(text(originProblem)),
    expected: 'a list of origins like ["https://oauth2.example.com"]',
    description: `[other providers](other-providers.md) only: list of further origins that codes and tokens may be sent to; ${bySpaces}`,
    default: [],
  },
  idleLimitMinutes: {
    // The session looks at the clock every half minute.
    schema: amount(1, 366 * 24 * 60),
    expected: 'a number of minutes, like 30; leave it out for no limit',
    description: 'minutes without mouse or keyboard after which the app signs out (1 to 527,040)',
    default: null,
    defaultText: 'no limit',
  },
  sessionLimitHours: {
    schema: amount(0.1, 10 * 366 * 24),
    expected: 'a number of hours, like 12; leave it out for no limit',
    description:
      'hours after the last authentication after which the app signs out (0.1 to 87,840)',
    default: null,
    defaultText: 'no limit',
  },
  refreshTokenDays: {
    // RefreshTokenValidity of an app client: 60 minutes to 10 years
    schema: amount(0.04, 3650),
    expected: 'the refresh token validity of the app client in days, like 30',
    description:
      'refresh token validity of the app client in days (0.04 to 3,650), to show when the session ends',
    default: null,
    defaultText: 'not shown',
  },
  globalSignOut: {
    schema: flag,
    expected: 'true or false',
    description:
      'whether to offer signing out on every device; needs the scope `aws.cognito.signin.user.admin`',
    default: false,
  },
  /** Where the refresh token goes on a computer without a keychain that the app can use (SEC-51). */
  keychainFallback: {
    schema: z.enum(['memory', 'encrypted-file'], { error: 'is not one of the choices' }),
    expected: '"memory" or "encrypted-file"',
    description: '`memory` or `encrypted-file`, for computers [without a keychain](keychain.md)',
    default: 'memory',
  },
  apiOrigins: {
    schema: list(text(originProblem)),
    expected: 'a list of origins like ["https://api.example.com"]',
    description: `list of origins that [API calls](api.md) may go to, the default one first; ${bySpaces}`,
    default: [],
    defaultText: 'none: no API',
  },
  apiMaxMegabytes: {
    // Bodies are held in memory, in main and in the page.
    schema: amount(0.001, 100),
    expected: 'a number of megabytes, like 10',
    description: 'maximum size of an API request, and of a response, in megabytes (0.001 to 100)',
    default: 10,
  },
  apiTimeoutSeconds: {
    schema: amount(1, 3600),
    expected: 'a number of seconds, like 60',
    description: 'maximum duration of an API call in seconds (1 to 3,600)',
    default: 60,
  },
  updateFeed: {
    schema: text(feedProblem),
    expected: 'an https address of a folder, like https://downloads.example.com/app/',
    description:
      'https address of the folder that announces [updates](updates.md); a packaged app uses only the value that is built in or in the [policy file](configuration.md#the-policy-file)',
    default: null,
    defaultText: 'none: no updates',
    isBuiltIn: true,
  },
  updateKeys: {
    // RFC 8037 §2: 32 bytes in base64url; the last of the 43 characters has two bits to spare
    schema: notEmpty(
      list(
        text(
          matching(/^[\w-]{42}[AEIMQUYcgkosw048]$/, 'has something that is no Ed25519 public key'),
        ),
      ),
    ),
    expected: 'a list of public keys as `npm run release:key` prints them',
    description: `list of Ed25519 public keys, one of which has to have signed the announcement; built in like \`updateFeed\`; ${bySpaces}`,
    default: null,
    defaultText: 'none: required with `updateFeed`',
    isBuiltIn: true,
  },
} as const satisfies Record<string, Setting>;

export type ConfigKey = keyof typeof settings;

/** Valid values as they were written; a key without one is missing. */
export type ConfigValues = { [K in ConfigKey]?: z.infer<(typeof settings)[K]['schema']> };

/** Valid values with the defaults; `null` is a setting without a value and without a default. */
export type SettingValues = {
  readonly [K in ConfigKey]:
    | Readonly<z.infer<(typeof settings)[K]['schema']>>
    | Extract<(typeof settings)[K]['default'], null>;
};

export function withDefaults(values: ConfigValues): SettingValues {
  const entries = Object.entries(settings).map(([key, { default: byDefault }]) => [key, byDefault]);
  return { ...Object.fromEntries(entries), ...values } as SettingValues;
}
