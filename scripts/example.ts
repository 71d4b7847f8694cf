import { buildExample } from './build-example';
import { poolEnvironment } from './pool-environment';
import { runApp } from './run-app';
import { findRuntime } from './runtime';
import { startLocalPool } from './start-pool';

/** `npm run example`: starts `examples/minimal` with a local user pool, or with that of `COGNITO_*`. */
const folder = buildExample();
const pool = process.env.COGNITO_CLIENT_ID ? null : await startLocalPool(`${folder}/data`);
try {
  const env = pool === null ? {} : poolEnvironment(pool);
  process.exitCode = await runApp(findRuntime(), folder, { env });
} finally {
  await pool?.close();
}
