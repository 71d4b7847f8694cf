/** How a command differs from one project to another. */
export interface CommandDefaults {
  /** How users start it, for messages. */
  readonly command: string;
  /** The first client's, unless `--redirect-uri` or a template names others. */
  readonly redirectUris: readonly string[];
  /** The first client's, unless `--sign-out-uri` or a template names others. */
  readonly signOutUris: readonly string[];
}

/** What `--help` prints; at most 80 columns wide. */
export const usage = ({ command, redirectUris }: CommandDefaults) => `Usage: ${command} [options]

Runs a Cognito-compatible user pool on this computer. For development only.

Where it listens
  --port N               port of the domain; the issuer takes N + 1 and the demo
                         provider N + 2, the sample API N + 3 (default 42800;
                         0: any free ones)
  --host ADDRESS         127.0.0.1 (default), localhost or ::1; another address
                         of this computer only together with
  --allow-network        which lets others reach the pool, its mails included
  --https                HTTPS; its certificate is made once and kept in
                         ~/.cognito-local-user-pool
  --no-domain            a pool without a domain: discovery and keys alone, no
                         pages and no OAuth endpoints

Who can sign in
  --user EMAIL:PASSWORD  a person; may be repeated
                         (default demo@example.com:Passw0rd!demo)
  --seed FILE            people and more from a JSON file: { "users", "clients",
                         "resourceServers", "groups" }, or an array of users,
                         { "username", "password", "name"?, "attributes"?,
                         "groups"?, "confirmed"?, "mfa"?: "totp" }
  --no-sign-up           only administrators create people: no sign-up page
  --auto-confirm         sign-ups need no code, as with a pre-sign-up trigger
  --mfa                  ask everybody for a code from an authenticator app
  --managed              the pages of managed login, where prompt and lang have
                         a meaning, instead of the classic hosted UI's
  --idp NAME             offer another identity provider, such as Google, which
                         a demo provider plays; may be repeated
  --idp NAME=ISSUER      the same with a real OpenID provider, followed by
  --idp-client-id ID     the client that the pool is there, and
  --idp-client-secret SECRET
                         its secret, if it has one

Like a pool that is deployed
  --template FILE        take all that is said above and below from a
                         CloudFormation template, but for people and the
                         client's id
  --parameter NAME=VALUE a parameter of the template; may be repeated
  --region REGION        AWS::Region in the template (default eu-west-1)
  --account ID           AWS::AccountId (default 123456789012)
  --template-pool NAME   logical id of the user pool, if there are several
  --template-client NAME logical id of the app client to configure the app for
                         (default: the first that has redirect URIs)
  --lenient              start even if the app would see a difference to AWS

What the app client may do
  --client-id ID         its id (default localdevelopmentclient0001)
  --redirect-uri URI     a registered redirect URI; may be repeated, replaces
                         the default ones
  --sign-out-uri URI     a registered sign-out URI; likewise
  --scope SCOPE          a scope that it may ask for; may be repeated, replaces
                         the default ones: all five that every pool has
  --require-pkce         refuse authorization requests without a code challenge
  --implicit             allow response_type=token, which nobody should use
  --id-ttl SECONDS       how long ID tokens live, 300 to 86400 (default 3600)
  --access-ttl SECONDS   the same for access tokens
  --refresh-ttl SECONDS  the same for refresh tokens, 3600 to 315360000
                         (default 2592000, 30 days)
  --rotation SECONDS     rotate refresh tokens; the old one lives on for 0 to 60
                         seconds
  --rotate-refresh       the same as --rotation 0

  --api                  run an API beside the pool that takes its tokens, and
                         let the client ask for its scopes

What is kept
  --state FILE           keep people, refresh tokens and keys there for the next
                         run; without it everything is in memory
  --data-file FILE       the same

How it runs
  --json                 print one line of JSON when ready, and nothing else on
                         standard output
  --exit-with-parent     exit when standard input closes
  --help                 print this

Default redirect URIs:
${redirectUris.map((uri) => `  ${uri}`).join('\n')}

Exit codes: 0 stopped, 1 port taken or state file unreadable, 2 wrong option.`;
