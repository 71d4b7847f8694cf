import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { startStandIn } from '../infra/aws/stand-in/index';
import { readTemplateFile } from '../infra/local/template-file';
import { projectRoot } from '../scripts/runtime';
import { test as base, expect, expectState, signIn } from './support/fixtures';

/** The app is told nothing but where its configuration file is. */
const test = base.extend({
  provider: ({ pool }, use) => use({ environment: {}, issuedSecrets: () => pool.issuedSecrets() }),
});
test.use({ poolOptions: readTemplateFile(path.join(projectRoot, 'infra/aws/template.yaml'), {}) });

test('one command makes the user pool and the configuration that the app signs in with', async ({
  pool,
  profile,
  launch,
}) => {
  const { issuer, domain, clientId } = pool;
  // What the stand-in makes has no sign-in pages, so the stack's outputs lead to a local pool from the same template.
  const standIn = await startStandIn({
    mapOutputs: ({ AppConfig = '{}', ...outputs }) => ({
      ...outputs,
      AppConfig: JSON.stringify({ ...JSON.parse(AppConfig), issuer, domain, clientId }),
    }),
  });
  const config = path.join(profile, 'cognito.config.json');
  const command = ['--import', 'tsx', 'infra/aws/cli.ts', 'deploy', '--yes', '--config', config];
  const { stdout } = await promisify(execFile)(process.execPath, command, {
    cwd: projectRoot,
    env: { PATH: process.env.PATH, HOME: profile, ...standIn.environment },
  });
  await standIn.close();
  expect(stdout).toContain(`Start the app: npm start -- --config ${config}`);

  const app = await launch({ args: ['--config', config] });
  await expectState(app, 'signed-out');
  await signIn(app, pool);
  await expect(app.window.getByTestId('email')).toHaveText(pool.user.username);
});
