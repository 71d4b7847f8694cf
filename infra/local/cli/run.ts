import { bindAddress, isLoopback } from '../http/bind-address';
import { startUserPool, type UserPool, UserPoolError } from '../index';
import { howToTrust, type KeptCertificate, keptCertificate } from './kept-certificate';
import { parseCommandLine } from './options';
import { type CommandDefaults, usage } from './usage';

/**
 * Runs a user pool until it is interrupted. Exits with code 2 after wrong arguments, and with 1 if the pool
 * cannot start.
 * @param args the command line, without the command
 */
export async function runCommand(
  args: readonly string[],
  defaults: CommandDefaults,
): Promise<void> {
  try {
    await run(args, defaults);
  } catch (error) {
    if (!(error instanceof UserPoolError)) throw error;
    console.error(error.message);
    const isWrongOption = error.code === 'bad_option' || error.code === 'not_loopback';
    if (isWrongOption) console.error(`\n${defaults.command} --help shows the options.`);
    process.exit(isWrongOption ? 2 : 1);
  }
}

async function run(args: readonly string[], defaults: CommandDefaults): Promise<void> {
  const options = parseCommandLine(args);
  if (options.help) {
    console.log(usage(defaults));
    return;
  }
  const { redirectUris, signOutUris } = defaults;
  if (options.differences.length > 0) console.error(differencesOf(options.differences));
  // Standard output may be read by a program, so the log goes to standard error.
  const log = (line: string) => console.error(line);
  const { host = '127.0.0.1', allowNetwork = false } = options.pool;
  const https = options.https ? await keptCertificate(bindAddress(host, allowNetwork)) : null;
  const pool = await startUserPool({ redirectUris, signOutUris, ...options.pool, https, log });
  const stop = () => {
    pool.close().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  if (options.exitWithParent) process.stdin.once('close', stop).resume();
  console.log(options.json ? JSON.stringify(facts(pool, https)) : welcome(pool, https));
}

function differencesOf(differences: readonly string[]): string {
  const lines = [
    'The template describes a user pool that differs from the local one:',
    ...differences,
  ];
  return `${lines.join('\n  ')}\n`;
}

/** What `--json` prints. */
function facts(pool: UserPool, https: KeptCertificate | null) {
  const { issuer, domain, clientId, redirectUris, signOutUris, user, allowedOrigins } = pool;
  const { sampleApi } = pool;
  return {
    issuer,
    domain,
    clientId,
    clientSecret: pool.clients[0]?.secret ?? null,
    redirectUris,
    signOutUris,
    user,
    inbox: inboxOf(pool),
    allowedOrigins,
    apiOrigins: sampleApi === null ? [] : [sampleApi.origin],
    apiScopes: sampleApi?.scopes ?? [],
    certificate: https?.file ?? null,
  };
}

/** Where codes that would have been mailed can be read; `null`: there are no pages. */
function inboxOf({ domain }: UserPool): string | null {
  return domain === '' ? null : `${domain}/_local/inbox`;
}

function welcome(pool: UserPool, https: KeptCertificate | null): string {
  return `
  Local user pool: FOR DEVELOPMENT ONLY. ${reach(pool)}

  Sign in as   ${pool.user.username}
  Password     ${pool.user.password}
  Inbox        ${inboxOf(pool) ?? 'none, since the pool has no domain'}

  Point the app at it with:

  COGNITO_ISSUER=${pool.issuer}
  COGNITO_DOMAIN=${pool.domain}
  COGNITO_CLIENT_ID=${pool.clientId}${secret(pool)}${allowedOrigins(pool)}${apiSettings(pool)}
${https ? `\n  ${howToTrust(https)}\n` : ''}
  Ctrl+C stops it.
`;
}

function reach({ issuer }: UserPool): string {
  return isLoopback(new URL(issuer).hostname.replace(/^\[|\]$/g, ''))
    ? 'Nobody but this computer can reach it.'
    : 'OTHERS ON THE NETWORK CAN REACH IT.';
}

/** Not for this app: it is a public client, and the pool's client is not. */
function secret({ clients }: UserPool): string {
  const found = clients[0]?.secret ?? null;
  return found === null ? '' : `\n  Client secret, for apps that have one: ${found}`;
}

/** What the app's sign-in window needs to know where people go to another provider's pages. */
function allowedOrigins({ allowedOrigins: origins }: UserPool): string {
  return origins.length === 0 ? '' : `\n  COGNITO_ALLOWED_ORIGINS=${shellWord(origins.join(' '))}`;
}

/** Where the sample API is, and what it takes to use all of it. */
function apiSettings({ sampleApi }: UserPool): string {
  if (sampleApi === null) return '';
  const scopes = shellWord(['openid', 'profile', 'email', ...sampleApi.scopes].join(' '));
  return `\n  COGNITO_API_ORIGINS=${sampleApi.origin}\n  COGNITO_SCOPES=${scopes}`;
}

function shellWord(text: string): string {
  return text.includes(' ') ? `'${text}'` : text;
}
