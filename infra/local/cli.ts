import { parseCommandLine, usage } from './cli-options';
import { startUserPool, type UserPool, UserPoolError } from './index';

/** `npm run pool`: runs a user pool until it is interrupted. Bad arguments: exit code 2. */
async function main(): Promise<void> {
  const options = parseCommandLine(process.argv.slice(2));
  if (options.help) {
    console.log(usage);
    return;
  }
  // Standard output may be read by a program, so the log goes to standard error.
  const pool = await startUserPool({ ...options.pool, log: (line) => console.error(line) });
  const stop = () => {
    pool.close().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  if (options.exitWithParent) process.stdin.once('close', stop).resume();
  console.log(options.json ? JSON.stringify(facts(pool)) : welcome(pool));
}

/** What `--json` prints. */
function facts(pool: UserPool) {
  const { issuer, domain, clientId, redirectUris, signOutUris, user, allowedOrigins } = pool;
  const inbox = inboxOf(pool);
  return { issuer, domain, clientId, redirectUris, signOutUris, user, inbox, allowedOrigins };
}

/** Where codes that would have been mailed can be read. */
function inboxOf(pool: UserPool): string {
  return `${pool.domain}/_local/inbox`;
}

function welcome(pool: UserPool): string {
  return `
  Local user pool: FOR DEVELOPMENT ONLY. Nobody but this computer can reach it.

  Sign in as   ${pool.user.username}
  Password     ${pool.user.password}
  Inbox        ${inboxOf(pool)}

  Point the app at it with:

  COGNITO_ISSUER=${pool.issuer}
  COGNITO_DOMAIN=${pool.domain}
  COGNITO_CLIENT_ID=${pool.clientId}${allowedOrigins(pool)}

  Ctrl+C stops it.
`;
}

/** What the app's sign-in window needs to know where people go to another provider's pages. */
function allowedOrigins({ allowedOrigins: origins }: UserPool): string {
  return origins.length === 0 ? '' : `\n  COGNITO_ALLOWED_ORIGINS=${shellWord(origins.join(' '))}`;
}

function shellWord(text: string): string {
  return text.includes(' ') ? `'${text}'` : text;
}

main().catch((error: unknown) => {
  if (!(error instanceof UserPoolError)) throw error;
  console.error(error.message);
  if (error.code === 'bad_option') console.error('\nnpm run pool -- --help shows the options.');
  process.exit(error.code === 'bad_option' ? 2 : 1);
});
