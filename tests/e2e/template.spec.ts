import path from 'node:path';
import { readTemplateFile } from '@repo/local-user-pool/template';
import { projectRoot } from '../../dev/runtime';
import { expect, expectState, test } from './support/fixtures';
import { mailedCode, submitForm } from './support/hosted-ui';

const newcomer = { username: 'newcomer@example.com', password: 'Newc0mer!pass' };
const template = path.join(projectRoot, 'infra/aws/template.yaml');

for (const ConfirmUsers of ['email', 'automatic']) {
  test.describe(`a pool from the template, with ConfirmUsers=${ConfirmUsers}`, () => {
    test.use({ poolOptions: readTemplateFile(template, { parameters: { ConfirmUsers } }).options });

    test('signs a newcomer in to the app, and its tokens rotate', async ({ pool, launch }) => {
      const app = await launch();
      const page = await app.opens(() =>
        app.window.getByRole('button', { name: 'Create account' }).click(),
      );
      await submitForm(page, newcomer);
      if (ConfirmUsers === 'email') {
        await submitForm(page, { code: await mailedCode(pool, newcomer.username) });
      }
      await expectState(app, 'signed-in');
      await expect(app.window.getByTestId('email')).toHaveText(newcomer.username);
      expect(pool.inbox).toHaveLength(ConfirmUsers === 'email' ? 1 : 0);
      expect(pool.users.find(newcomer.username)?.attributes.email_verified).toBe(
        String(ConfirmUsers === 'email'),
      );
      await app.window.getByRole('button', { name: 'Refresh' }).click();
      // The old token lives on for its sixty seconds.
      await expect.poll(() => pool.refreshTokens().live).toBe(2);
    });
  });
}
