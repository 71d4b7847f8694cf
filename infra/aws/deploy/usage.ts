import { identity } from '../../../src/shared/identity';
import type { Verb } from './again';
import { outcomes } from './outcomes';
import { userUsage } from './user';

const summaries: Readonly<Record<Verb, string>> = {
  deploy: `npm run aws:deploy [-- options]

Makes or updates a Cognito user pool for the app with CloudFormation, and writes
the app's configuration file. Shows what would change, and asks first.`,
  status: `npm run aws:status [-- options]

Shows the stack, what it gives, and whether the app's configuration file says
the same.`,
  destroy: `npm run aws:destroy [-- options]

Deletes the stack with everybody in its user pool, after you have typed its
name. Lift deletion protection first:
npm run aws:deploy -- --parameter DeletionProtection=INACTIVE`,
  user: `npm run aws:user -- [options] ACTION, which is one of
  ${userUsage}

Invites people, confirms them, puts them into groups, lists them. Cognito makes
up the first password and mails it.`,
  check: `npm run aws:check [-- options]

Compares the user pool that the app is configured for, whoever made it, with
what the app needs, and says what to change and where.`,
};

const optionWords: Readonly<Record<string, string>> = {
  'stack-name': `--stack-name NAME      name of the stack (default ${identity.name})`,
  region: '--region REGION        AWS Region (default: AWS_REGION, or the profile’s)',
  profile: '--profile NAME         profile of ~/.aws/config (default: AWS_PROFILE)',
  parameter: `--parameter NAME=VALUE a parameter of the template; may be repeated. What is
                         not given stays as it is in the stack`,
  template: '--template FILE        default infra/aws/template.yaml',
  config: '--config FILE          the app’s configuration (default cognito.config.json)',
  yes: '--yes                  answer every question with yes',
  'allow-user-loss': `--allow-user-loss      with --yes: also when a user pool with people in it
                         would be replaced or removed`,
  resend: '--resend               mail an invitation again',
  help: '--help                 print this',
};

/** What `--help` prints for a command; at most 80 columns wide. */
export function usage(verb: Verb, options: Readonly<Record<string, unknown>>): string {
  const lines = Object.keys(options).map((name) => `  ${optionWords[name]}`);
  return `Usage: ${summaries[verb]}\n\n${lines.join('\n')}\n\nExit status\n${exitStatuses()}`;
}

function exitStatuses(): string {
  return Object.values(outcomes)
    .map(({ status, meaning }) => `  ${String(status).padStart(3)}  ${meaning}`)
    .join('\n');
}
