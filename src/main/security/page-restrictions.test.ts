import type { Session } from 'electron';
import { expect, it } from 'vitest';
import { appPreferences, providerPreferences } from './page-restrictions';

const session = {} as Session;

const locked = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  nodeIntegrationInWorker: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  disableDialogs: true,
  disableHtmlFullscreenWindowResize: true,
};

it("SEC-27, SEC-33, SEC-34: a provider's pages get a sandbox, and neither a preload nor Node nor DevTools", () => {
  expect(providerPreferences('sign-in-1', false)).toEqual({
    ...locked,
    partition: 'sign-in-1',
    devTools: false,
  });
});

it("SEC-40: the app's pages get a sandbox, the preload and a session without a network", () => {
  expect(appPreferences('/preload.cjs', session, false)).toEqual({
    ...locked,
    preload: '/preload.cjs',
    session,
    devTools: false,
  });
});

it('DevTools are for development', () => {
  expect(providerPreferences('sign-in-1', true).devTools).toBe(true);
  expect(appPreferences('/preload.cjs', session, true).devTools).toBe(true);
});
