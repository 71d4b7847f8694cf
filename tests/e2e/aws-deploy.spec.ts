import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { stackOf } from '@repo/aws/testing/aws-template';
import { firstDeployment, noStack, stack, until } from '@repo/aws/testing/recordings';
import { startReplay } from '@repo/aws/testing/replay';
import { readTemplateFile } from '@repo/local-user-pool/template';
import { projectRoot } from '../../dev/runtime';
import { test as base, expect, expectState, signIn } from './support/fixtures';

/** The app is told nothing but where its configuration file is. */
const test = base.extend({
  provider: ({ pool }, use) => use({ environment: {}, issuedSecrets: () => pool.issuedSecrets() }),
});
test.use({
  poolOptions: readTemplateFile(path.join(projectRoot, 'infra/aws/template.yaml')).options,
});

test('one command makes the user pool and the configuration that the app signs in with', async ({
  pool,
  profile,
  launch,
}) => {
  const { issuer, domain, clientId } = pool;
  // Recorded responses have no sign-in pages, so the stack's outputs lead to a local pool from the same template.
  const { outputs } = stackOf();
  const AppConfig = { ...JSON.parse(String(outputs.AppConfig)), issuer, domain, clientId };
  const created = stack('CREATE_COMPLETE', { ...outputs, AppConfig: JSON.stringify(AppConfig) });
  const replay = await startReplay({
    ...firstDeployment,
    DescribeStacks: [
      noStack,
      until('DescribeStackEvents', 2, stack('CREATE_IN_PROGRESS'), created),
    ],
  });
  const config = path.join(profile, 'cognito.config.json');
  const command = ['--import', 'tsx', 'infra/aws/cli.ts', 'deploy', '--yes', '--config', config];
  const { stdout } = await promisify(execFile)(process.execPath, command, {
    cwd: projectRoot,
    env: { PATH: process.env.PATH, HOME: profile, ...replay.environment },
  });
  await replay.close();
  expect(stdout).toContain(`Start the app: npm start -- --config ${config}`);

  const app = await launch({ args: ['--config', config] });
  await expectState(app, 'signed-out');
  await signIn(app, pool);
  await expect(app.window.getByTestId('email')).toHaveText(pool.user.username);
});
