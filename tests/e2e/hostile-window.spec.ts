import type { Page } from '@playwright/test';
import { expect, expectProblem, openSignIn, signIn, test } from './support/fixtures';
import { foreignSite } from './support/foreign-site';

/** A page that allows itself everything, and tries full screen as it loads, without a press of the person. */
const hostilePage = `<!doctype html><title>https://bank.example — Sign in</title><video muted></video>
<button>Continue</button><script>
  var outcomes = {};
  const note = (name) => [() => { outcomes[name] = 'done'; }, (error) => { outcomes[name] = error.name; }];
  const { documentElement } = document;
  documentElement.requestFullscreen().then(...note('full screen, unasked'));
  document.querySelector('button').addEventListener('click', () => {
    documentElement.requestFullscreen().then(...note('full screen'));
  });
</script>`;

/** What a page does with its window besides, each with a press of the person. */
async function attempts(page: Page): Promise<Record<string, string>> {
  await page.getByRole('button').click();
  return page.evaluate(async () => {
    const { outcomes } = window as unknown as { outcomes: Record<string, string> };
    const attempt = async (name: string, work: () => Promise<unknown> | undefined) => {
      outcomes[name] = await Promise.resolve()
        .then(work)
        .then(
          () => 'done',
          (error: Error) => error.name,
        );
    };
    const frame = document.createElement('iframe');
    frame.allow = 'fullscreen *; picture-in-picture *';
    frame.allowFullscreen = true;
    document.body.append(frame);
    await attempt('full screen, in a frame', () =>
      frame.contentDocument?.documentElement.requestFullscreen(),
    );
    await attempt('picture in picture', async () => {
      const canvas = document.createElement('canvas');
      canvas.getContext('2d')?.fillRect(0, 0, 9, 9);
      const video = document.querySelector('video') as HTMLVideoElement;
      video.srcObject = canvas.captureStream();
      await video.play();
      await video.requestPictureInPicture();
    });
    return outcomes;
  });
}

test('a page cannot cover its title, or push it off the screen (SEC-33)', {
  tag: '@fault',
}, async ({ pool, launch }) => {
  const foreign = await foreignSite();
  const site = await foreignSite((_request, response) => {
    // Of a policy with a mistake, Chromium drops the whole header.
    const allowed = 'fullscreen=*, picture-in-picture=*, !!!';
    response.writeHead(200, { 'content-type': 'text/html', 'permissions-policy': allowed });
    response.end(hostilePage);
  });
  const app = await launch({
    env: { COGNITO_ALLOWED_ORIGINS: site.origin, COGNITO_FLOWS: 'embedded-window' },
  });
  pool.faults.set('/oauth2/authorize', { kind: 'redirect', to: `${site.origin}/` });
  const page = await openSignIn(app);
  await page.waitForURL(`${site.origin}/`);
  const window = await app.electron.browserWindow(page);
  const before = await window.evaluate((shown) => {
    // After the app's own listeners: what is not prevented by now happens.
    const happened: string[] = [];
    Object.assign(shown, { happened });
    shown.on('enter-html-full-screen', () => void happened.push('full screen'));
    shown.webContents.on('content-bounds-updated', (event: { defaultPrevented: boolean }) => {
      happened.push(`bounds${event.defaultPrevented ? ' kept' : ''}`);
    });
    return shown.getSize();
  });
  expect(await attempts(page)).toEqual({
    'full screen, unasked': 'TypeError',
    'full screen': 'TypeError',
    'full screen, in a frame': 'TypeError',
    'picture in picture': 'SecurityError',
  });
  await page.evaluate(() => {
    moveTo(0, -2_000);
    resizeTo(100, 100);
    document.title = 'https://bank.example';
  });
  const found = () =>
    window.evaluate((shown) => ({
      happened: (shown as unknown as { happened: string[] }).happened,
      size: shown.getSize(),
      title: shown.getTitle(),
    }));
  await expect.poll(async () => (await found()).happened).toHaveLength(2);
  expect(await found()).toEqual({
    happened: ['bounds kept', 'bounds kept'],
    size: before,
    title: `${site.origin} — Sign in`,
  });

  // A page of its own making, which no server ever sent.
  await page.evaluate((origin) => {
    const text = `<script>top.location.href = '${origin}/from-blob'</script>`;
    location.href = URL.createObjectURL(new Blob([text], { type: 'text/html' }));
  }, foreign.origin);
  await page.waitForTimeout(300);
  expect(page.url()).toBe(`${site.origin}/`);
  expect(foreign.seen).toEqual([]);

  // Chromium announces nothing before it goes there: the sign-in ends, as it has no page any more.
  await page.evaluate(() => {
    location.href = 'about:blank';
  });
  await expectProblem(app, 'navigation-blocked');
  // Playwright hears of a closed window a moment later than the app.
  await expect.poll(() => app.electron.windows().length).toBe(1);
  pool.faults.clear();
  await signIn(app, pool);
  site.close();
  foreign.close();
});

/** What a sign-in page may use. Client hints (`ch-…`) only say what every request could say. */
const usable = [
  'aria-notify',
  'autoplay',
  'cross-origin-isolated',
  'deferred-fetch',
  'deferred-fetch-minimal',
  'media-playback-while-not-visible',
  'private-state-token-issuance',
  'private-state-token-redemption',
  'publickey-credentials-create',
  'publickey-credentials-get',
  'storage-access',
  'sync-xhr',
  'unload',
];

test('no page gets past its sandbox and its policy (SEC-33, SEC-34)', {
  tag: '@fault',
}, async ({ pool, launch }) => {
  const site = await foreignSite(({ url }, response) => {
    const type = url === '/worker.js' ? 'text/javascript' : 'text/html';
    response.writeHead(200, { 'content-type': type, 'permissions-policy': '!!!' });
    response.end(url === '/worker.js' ? worker : '<!doctype html><title>Sign in</title>');
  });
  const app = await launch({
    env: { COGNITO_ALLOWED_ORIGINS: site.origin, COGNITO_FLOWS: 'embedded-window' },
  });
  pool.faults.set('/oauth2/authorize', { kind: 'redirect', to: `${site.origin}/` });
  const page = await openSignIn(app);
  await page.waitForURL(`${site.origin}/`);

  expect(await undecided(page)).toEqual([]);

  // A service worker answers without the app's headers.
  const registered = await page.evaluate(() =>
    navigator.serviceWorker.register('/worker.js').then(
      () => 'registered',
      (error: Error) => error.name,
    ),
  );
  expect(registered).not.toBe('registered');

  // So would a page that was fetched beforehand.
  await page.evaluate(() => {
    const rules = document.createElement('script');
    rules.type = 'speculationrules';
    rules.text = JSON.stringify({ prefetch: [{ urls: ['/next'], eagerness: 'immediate' }] });
    document.head.append(rules);
  });
  await page.waitForTimeout(1_000);
  await page.evaluate(() => location.assign('/next'));
  await page.waitForURL(`${site.origin}/next`);
  expect(await undecided(page)).toEqual([]);
  site.close();
});

/** What the page may use although nobody has decided so. */
async function undecided(page: Page): Promise<string[]> {
  const features = await page.evaluate(() => {
    const { featurePolicy } = document as unknown as {
      featurePolicy: { allowedFeatures(): string[] };
    };
    return featurePolicy.allowedFeatures();
  });
  return features.filter((name) => !name.startsWith('ch-') && !usable.includes(name));
}

const worker = `self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (event) => event.respondWith(new Response('<title>Free</title>', {
  headers: { 'content-type': 'text/html' } })));`;
