import { app, BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron';
import { configOf, createLog, createSignIn, hardenApp } from '../../src/main/create-sign-in';

/**
 * The smallest app that signs in: a window that shows who is there, and a menu to sign in and out.
 * Put your own pool here; the environment wins, so that the local pool can be tried.
 */
const { env } = process;
const config = configOf({
  domain: env.COGNITO_DOMAIN ?? 'example.auth.eu-west-1.amazoncognito.com',
  issuer: env.COGNITO_ISSUER ?? 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Example',
  clientId: env.COGNITO_CLIENT_ID ?? '1example23456789',
  flows: ['embedded-window'],
});

hardenApp(app);
app.whenReady().then(async () => {
  const window = new BrowserWindow({ width: 480, height: 240 });
  const log = createLog({ file: `${app.getPath('logs')}/main.log` });
  const { auth } = createSignIn({ config, parent: () => window, log });

  const show = () => {
    const { state } = auth;
    const isIn = state.kind === 'signed-in';
    const text = isIn ? `Hello, ${state.account.email}` : `You are ${state.kind}`;
    window.loadURL(`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`).catch(() => {});
    const items: MenuItemConstructorOptions[] = [
      { label: 'Sign in', enabled: !isIn, click: () => void auth.signIn({ intent: 'sign-in' }) },
      { label: 'Sign out', enabled: isIn, click: () => void auth.signOut() },
    ];
    Menu.setApplicationMenu(Menu.buildFromTemplate([{ label: 'Account', submenu: items }]));
  };
  auth.onChange(show);
  window.on('closed', () => app.quit());

  await auth.restore(); // signed in again from the keychain, without a window
  if (auth.state.kind === 'signed-out') await auth.signIn({ intent: 'sign-in' });
  // For a call to your API: `await auth.accessToken()`. It stays in this process.
});
