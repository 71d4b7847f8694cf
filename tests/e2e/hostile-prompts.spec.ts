import { expect, expectState, openLoginPage, submitPassword, test } from './support/fixtures';

test('a page cannot fill the screen, hold the pointer, or read the clipboard (SEC-31, SEC-33)', {
  tag: '@fault',
}, async ({ pool, launch }) => {
  const app = await launch();
  const page = await openLoginPage(app);
  await page.evaluate(() => {
    const outcomes: Record<string, string> = {};
    Object.assign(window, { outcomes });
    const attempts: Record<string, () => Promise<unknown>> = {
      'full screen': () => document.documentElement.requestFullscreen(),
      'pointer lock': async () => {
        await document.body.requestPointerLock();
        // It may also be granted later, or without a promise.
        await new Promise((resolve) => setTimeout(resolve, 200));
        if (document.pointerLockElement === null) throw new Error('not locked');
      },
      clipboard: () => navigator.clipboard.readText(),
      'screen capture': () => navigator.mediaDevices.getDisplayMedia(),
    };
    // With a press of the person, which is more than a page has by itself.
    document.addEventListener('click', () => {
      for (const [name, attempt] of Object.entries(attempts)) {
        Promise.resolve()
          .then(attempt)
          .then(
            () => Object.assign(outcomes, { [name]: 'done' }),
            () => Object.assign(outcomes, { [name]: 'refused' }),
          );
      }
    });
  });
  await page.locator('body').click({ position: { x: 5, y: 5 } });
  const outcomes = () =>
    page.evaluate(() => (window as unknown as { outcomes: Record<string, string> }).outcomes);
  await expect.poll(outcomes).toEqual({
    'full screen': 'refused',
    'pointer lock': 'refused',
    clipboard: 'refused',
    'screen capture': 'refused',
  });
  expect(
    await page.evaluate(() => [document.fullscreenElement, document.pointerLockElement]),
  ).toEqual([null, null]);
  await submitPassword(page, pool.user);
  await expectState(app, 'signed-in');
});
