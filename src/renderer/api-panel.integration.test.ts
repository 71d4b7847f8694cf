import { mkdir } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FakeMain } from '../../tests/support/renderer/fake-main';
import { ben, info, signedIn, states, unreachable } from '../../tests/support/renderer/fixtures';
import { servedPage } from '../../tests/support/renderer/served-page';
import { identity } from '../shared/identity';

/** API calls by hand, in the built page, in a real Chromium. */

const screens = 'out/screens';
beforeAll(() => mkdir(screens, { recursive: true }));

const apiOrigins = ['http://127.0.0.1:42803', 'https://other.example'];
const site = servedPage();
let page: Page;
let main: FakeMain;
beforeAll(async () => {
  ({ page, main } = await site.open({ ...info, apiOrigins: apiOrigins.slice(0, 1) }));
});
afterAll(() => page?.close());
beforeEach(async () => {
  await main.push(states.signedOut); // with that the panel goes, and what it holds
  await main.push(signedIn(Date.now()));
  await main.takeCalls();
});
afterEach(() => expect(main.complaints).toEqual([]));

const panel = () => page.locator('details');
const path = () => page.getByRole('textbox', { name: 'Path' });
const button = (name: string) => panel().getByRole('button', { name, exact: true });
const spoken = () => panel().getByRole('status');
const screenshot = (name: string) =>
  page.screenshot({ path: `${screens}/${name}.png`, fullPage: true });

async function open(): Promise<void> {
  await panel().getByText('Call the API').click();
}

const json = { 'content-type': 'application/json' };
const me = { status: 200, headers: json, body: '{"sub":"ada"}' };

describe('the panel', () => {
  it('is closed until it is wanted, and has all that a keyboard needs', async () => {
    expect(await path().isVisible()).toBe(false);
    await panel().locator('summary').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await path().evaluate((input) => input === document.activeElement)).toBe(true);
    await page.keyboard.press('End');
    await page.keyboard.type('?all=1');
    await page.keyboard.press('Enter');
    await main.answerCall(me);
    await panel().locator('[data-status="200"]').waitFor();
    expect(await main.takeCalls()).toEqual([
      ['request', { method: 'GET', path: '/me?all=1', origin: apiOrigins[0] }],
    ]);
    expect(await panel().locator('pre').textContent()).toBe('{\n  "sub": "ada"\n}');
    await expect.poll(() => spoken().textContent()).toBe('The API has answered: 200');
    await screenshot('api-answer');
  });

  it('sends a body as JSON, with the methods that have one', async () => {
    await open();
    expect(await panel().locator('textarea').count()).toBe(0);
    await page.getByLabel('Method').selectOption('POST');
    await page.getByLabel('Body, as JSON').fill('{"text":"a"}');
    await button('Send').click();
    await main.answerCall({ status: 201, headers: {}, body: '' });
    await panel().locator('[data-status="201"]').waitFor();
    expect(await main.takeCalls()).toEqual([
      [
        'request',
        {
          method: 'POST',
          path: '/me',
          origin: apiOrigins[0],
          headers: json,
          body: '{"text":"a"}',
        },
      ],
    ]);
    expect(await panel().locator('pre').count()).toBe(0);
  });

  it('lets choose where several APIs are configured', async () => {
    const other = await site.open({ ...info, apiOrigins });
    await other.main.push(signedIn(Date.now()));
    await other.page.getByText('Call the API').click();
    await other.page.getByLabel('Where').selectOption(apiOrigins[1] ?? '');
    await other.page.getByRole('button', { name: 'Send', exact: true }).click();
    expect(await other.main.takeCalls()).toMatchObject([['request', { origin: apiOrigins[1] }]]);
    await other.page.close();
  });
});

describe('while a call is under way', () => {
  beforeEach(async () => {
    await open();
    await button('Send').click();
  });

  it('shows how far it is, and sends nothing twice', async () => {
    const bar = panel().getByRole('progressbar', { name: 'Calling the API' });
    const words = panel().getByTestId('api-progress');
    expect(await words.textContent()).toBe('Waiting for the answer…');
    expect(await bar.getAttribute('value')).toBeNull();
    await button('Send').click({ force: true });
    await path().press('Enter');
    expect(await main.takeCalls()).toHaveLength(1);
    await main.pushProgress({ sent: 0, toSend: 0, received: 1_200_000, toReceive: 5_000_000 });
    await expect.poll(() => words.textContent()).toBe('1.2 MB of 5 MB');
    expect(await bar.evaluate((each) => (each as HTMLProgressElement).position)).toBe(0.24);
    await screenshot('api-progress');
    await main.answerCall(me);
    await bar.waitFor({ state: 'detached' });
  });

  it('can be cancelled, and the focus stays in the panel', async () => {
    await main.takeCalls();
    await button('Cancel').focus();
    await page.keyboard.press('Enter');
    expect(await main.takeCalls()).toEqual([['cancelRequest', true]]);
    const message = 'The call was cancelled.';
    await main.answerCall({ ...unreachable, code: 'api-cancelled', message });
    await panel().locator('[data-problem="api-cancelled"]').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    await expect.poll(() => spoken().textContent()).toBe(message);
    expect(await path().evaluate((input) => input === document.activeElement)).toBe(true);
  });

  it('ends with the person it was made as, who alone gets the answer', async () => {
    await main.takeCalls();
    await main.push(signedIn(Date.now(), { account: ben }));
    await expect.poll(() => main.takeCalls()).toEqual([['cancelRequest', true]]);
    await main.answerCall(me);
    await open();
    expect(await panel().locator('pre').count()).toBe(0);
    expect(await panel().textContent()).not.toContain('answered');
  });

  it('goes on while the token is refreshed', async () => {
    await main.push(signedIn(Date.now(), { refreshing: true }));
    await main.answerCall(me);
    await panel().locator('[data-status="200"]').waitFor();
  });

  it('says what went wrong and what to do, until that is dismissed', async () => {
    const problem = { ...unreachable, code: 'api-scope-missing' } as const;
    await main.answerCall(problem);
    const card = page.getByRole('alert');
    await card.waitFor();
    expect(await card.textContent()).toContain(problem.hint);
    await screenshot('api-problem');
    await card.getByRole('button', { name: 'Dismiss' }).press('Enter');
    await card.waitFor({ state: 'detached' });
    expect(await path().evaluate((input) => input === document.activeElement)).toBe(true);
  });
});

describe('an answer', () => {
  const answerWith = async (status: number, body = '', headers = {}) => {
    await open();
    await button('Send').click();
    await main.answerCall({ status, headers, body });
    await panel().locator(`[data-status="${status}"]`).waitFor();
    return (await panel().textContent()) ?? '';
  };

  it.each([
    [400, 'may say why below'],
    [403, 'knows who you are'],
    [404, 'Check the path'],
    [405, 'not for this method'],
    [429, 'Wait a moment'],
    [503, 'Try again in a minute'],
  ])('of status %i says what to make of it', async (status, words) => {
    expect(await answerWith(status)).toContain(words);
  });

  it('that is no text, or long, says so', async () => {
    expect(await answerWith(200, 'a\u0000b')).toContain('The answer is no text.');
    await button('Send').click();
    await main.answerCall({ status: 202, headers: {}, body: 'x'.repeat(30_000) });
    await panel().getByText('There is more of it').waitFor();
  });

  it('is shown as text, whatever it is', async () => {
    const script = '<img src=x onerror="document.title = \'taken over\'">';
    await answerWith(200, script, { 'content-type': 'text/html' });
    expect(await panel().locator('pre').textContent()).toBe(script);
    expect(await page.title()).toBe(identity.productName);
  });
});

it('there is no panel without an API, or while nobody is signed in', async () => {
  await main.push(states.signedOut);
  expect(await panel().count()).toBe(0);
  const other = await site.open(info);
  await other.main.push(signedIn(Date.now()));
  expect(await other.page.locator('details').count()).toBe(0);
  await other.page.close();
});
