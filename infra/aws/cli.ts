import { outcomes } from './deploy/outcomes';
import { run } from './deploy/run';
import { processTerminal } from './deploy/terminal';

/** `npm run aws:deploy`, `aws:status`, `aws:destroy`, `aws:user`, `aws:check`; exit status: `outcomes`. */
async function main(): Promise<void> {
  // It is about versions of the SDK to come, and ours is pinned.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const outcome = await run(process.argv.slice(2), {
    terminal: processTerminal(),
    env: process.env,
    complain: (text) => console.error(text),
  });
  process.exitCode = outcomes[outcome].status;
}

main();
