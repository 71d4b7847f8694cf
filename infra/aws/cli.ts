import { processTerminal } from './common/terminal';
import { run } from './run';

// The warning is about future versions of the SDK, and ours is pinned.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

/** `npm run aws:deploy`, `aws:status`, `aws:destroy` and `aws:check`. */
run(process.argv.slice(2), {
  terminal: processTerminal(),
  env: process.env,
  complain: (text) => console.error(text),
}).then((status) => {
  process.exitCode = status;
});
