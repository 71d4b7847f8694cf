import type { UserPoolClientType } from '@aws-sdk/client-cognito-identity-provider';
import type { Config } from '../../../src/main/config/index';
import { clientOption, consolePlaces, type Finding } from './finding';

type Rule = (client: UserPoolClientType, config: Config) => Finding | null;

const appClient = (option: string) => ({
  console: consolePlaces.appClient,
  cli: clientOption(option),
});

const hasSecret: Rule = ({ ClientSecret }) =>
  ClientSecret === undefined
    ? null
    : {
        id: 'client-secret',
        level: 'must',
        problem:
          'The app client has a secret, and a desktop app can’t keep one (RFC 8252 §8.5). That can’t be changed: make another client.',
        where: {
          console: `${consolePlaces.newClient} (single-page or mobile app: no secret)`,
          cli: 'aws cognito-idp create-user-pool-client --no-generate-secret',
        },
      };

/** What one does not say who is unknown, the other does not say which e-mail addresses have accounts. */
const hidesUsers: Rule = ({ PreventUserExistenceErrors }) =>
  PreventUserExistenceErrors === 'ENABLED'
    ? null
    : {
        id: 'user-existence',
        level: 'should',
        problem: 'Sign-in errors tell strangers which e-mail addresses have an account.',
        where: appClient('--prevent-user-existence-errors ENABLED'),
      };

const revokes: Rule = ({ EnableTokenRevocation }) =>
  EnableTokenRevocation === false
    ? {
        id: 'token-revocation',
        level: 'should',
        problem: 'Tokens can’t be revoked, so signing out leaves a usable refresh token.',
        where: appClient('--enable-token-revocation'),
      }
    : null;

const rotates: Rule = ({ RefreshTokenRotation: rotation }) => {
  const where = {
    ...appClient('--refresh-token-rotation Feature=ENABLED,RetryGracePeriodSeconds=60'),
    parameter: 'RefreshTokenRotation=on',
  };
  if (rotation?.Feature !== 'ENABLED') {
    return {
      id: 'rotation',
      level: 'should',
      problem: 'Refresh tokens are not rotated, so a stolen one is good until it expires.',
      where,
    };
  }
  const grace = rotation.RetryGracePeriodSeconds ?? 0;
  return grace >= 10
    ? null
    : {
        id: 'rotation-grace',
        level: 'should',
        problem: `A rotated refresh token is good for ${grace} s more. An answer that gets lost, or an app that is killed, then costs the session; 60 s is the most.`,
        where,
      };
};

const secondsOf = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 } as const;

const lasts: Rule = (client, { limits: { refreshTokenMs } }) => {
  // CreateUserPoolClient: days unless a unit is given, and 0 stands for 30 days.
  const unit = client.TokenValidityUnits?.RefreshToken ?? 'days';
  const amount = client.RefreshTokenValidity || (unit === 'days' ? 30 : 0);
  const days = (amount * secondsOf[unit]) / secondsOf.days || 30;
  const shown = String(Math.round(days * 100) / 100);
  const where = {
    console: consolePlaces.appClient,
    cli: clientOption('--refresh-token-validity DAYS'),
    parameter: 'RefreshTokenDays=DAYS',
  };
  if (refreshTokenMs === null) {
    const problem = `A session lasts ${shown} days, and the app does not know: with the setting refreshTokenDays at ${shown} it shows when a session ends.`;
    return { id: 'refresh-token-days-unset', level: 'note', problem, where };
  }
  const configured = refreshTokenMs / 86_400_000;
  return Math.abs(configured - days) < 0.01
    ? null
    : {
        id: 'refresh-token-days',
        level: 'should',
        problem: `The app says that a session lasts ${configured} days (refreshTokenDays), and the app client says ${shown}. Change one of them.`,
        where,
      };
};

/** A client that may read `email` and not `email_verified` gets `invalid_grant` for the scope `email`. */
const readsItsScopes: Rule = ({ ReadAttributes: readable = [] }, { scopes }) => {
  const pairs = [
    ['email', 'email_verified'],
    ['phone', 'phone_number', 'phone_number_verified'],
  ].map(([scope = '', ...names]) => ({
    scope,
    names: scope === 'email' ? [scope, ...names] : names,
  }));
  const missing = pairs
    .filter(({ scope }) => scopes.includes(scope))
    .flatMap(({ names }) => names.filter((name) => !readable.includes(name)));
  return readable.length === 0 || missing.length === 0
    ? null
    : {
        id: 'read-attributes',
        level: 'must',
        problem: `The app client may not read ${missing.join(' and ')}, so Cognito refuses the scopes that hold them (invalid_grant).`,
        where: { console: consolePlaces.attributes, cli: clientOption('--read-attributes …') },
      };
};

/** The app signs in at the pages, so passwords sent to the API are a way in that nobody needs. */
const takesNoPasswords: Rule = ({ ExplicitAuthFlows: flows = [] }) => {
  const open = flows.filter((flow) => /USER_PASSWORD_AUTH$/.test(flow));
  return open.length === 0
    ? null
    : {
        id: 'password-flows',
        level: 'should',
        problem: `The API takes plain passwords for this client (${open.join(', ')}), which the app never sends.`,
        where: appClient('--explicit-auth-flows ALLOW_USER_SRP_AUTH'),
      };
};

/** What the app client should be, whatever it redirects to. */
export const clientRules: readonly Rule[] = [
  hasSecret,
  hidesUsers,
  revokes,
  rotates,
  lasts,
  readsItsScopes,
  takesNoPasswords,
];
