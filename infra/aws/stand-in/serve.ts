import { startStandIn } from './index';

/**
 * `tsx infra/aws/stand-in/serve.ts`: runs a stand-in by hand, and prints the environment that sends the AWS
 * SDK and CLI there.
 */
const standIn = await startStandIn({ step: 400 });
for (const [name, value] of Object.entries(standIn.environment)) {
  console.log(`export ${name}=${value}`);
}
