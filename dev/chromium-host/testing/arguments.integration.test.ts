import { expect, test } from 'vitest';
import { startLab } from './lab';

// What Electron checks before it does anything: https://github.com/electron/electron/tree/main/spec

const { app, server } = await startLab();

test('native methods refuse arguments of another type', async () => {
  const messages = await app.evaluate((electron) => {
    const { app, BrowserWindow, clipboard, dialog, nativeTheme, powerMonitor, session, shell } =
      electron;
    const window = new BrowserWindow({ show: false });
    const five = 5 as unknown as string;
    const text = 'a' as unknown as number;
    const uses: (() => unknown)[] = [
      () => app.setName(five),
      () => Reflect.apply(app.getPath, app, []),
      () => app.commandLine.appendSwitch(five),
      () => window.setTitle(five),
      () => window.setSize(text, text),
      () => window.webContents.setUserAgent(five),
      () => window.webContents.mainFrame.executeJavaScript(five),
      () => session.fromPartition(five),
      () => dialog.showErrorBox('a', five),
      () => clipboard.writeText(five),
      () => shell.openExternal(five),
      () => powerMonitor.getSystemIdleState(text),
      () => powerMonitor.getSystemIdleState(0),
      () => Reflect.set(nativeTheme, 'themeSource', 'blue'),
      () => window.loadFile(five),
      () => session.defaultSession.setPermissionRequestHandler('a' as unknown as null),
      () => session.defaultSession.webRequest.onBeforeRequest({ urls: [] }, 5 as unknown as null),
    ];
    const messages = uses.map((use) => {
      try {
        use();
        return 'no error';
      } catch (error) {
        return (error as Error).message;
      }
    });
    window.destroy();
    return messages;
  });
  const conversion = (index: number, given: string): string =>
    `Error processing argument at index ${index}, conversion failure from ${given}`;
  expect(messages).toEqual([
    conversion(0, '5'),
    'Insufficient number of arguments.',
    conversion(0, '5'),
    conversion(0, '5'),
    conversion(0, 'a'),
    ...Array<string>(3).fill(conversion(0, '5')),
    conversion(1, '5'),
    conversion(0, '5'),
    conversion(0, '5'),
    conversion(0, 'a'),
    'Invalid idle threshold, must be greater than 0',
    conversion(0, 'blue'),
    'Must pass filePath as a string',
    'Must pass null or function',
    'Must pass null or a Function',
  ]);
});

test('dialogs check their options, and find the cancel button', async () => {
  const [messages, responses] = await app.evaluate(async ({ dialog }) => {
    const wrong = [
      { message: '', type: 'loud' },
      { message: '', buttons: false },
      { message: [] },
      { message: '', detail: 3 },
      { message: '', checkboxLabel: false },
      { message: '', checkboxChecked: true },
    ] as unknown as Electron.MessageBoxOptions[];
    const messages = wrong.map((options) => {
      try {
        dialog.showMessageBoxSync(options);
        return 'no error';
      } catch (error) {
        return (error as Error).message;
      }
    });
    const responses: number[] = [];
    for (const options of [
      { message: '', buttons: ['OK', 'Cancel'] },
      { message: '', buttons: ['a', 'b'], defaultId: 0 },
      { message: '', buttons: ['a', 'b'], defaultId: 1 },
    ])
      responses.push((await dialog.showMessageBox(options)).response);
    return [messages, responses];
  });
  expect(messages).toEqual([
    'Invalid message box type',
    'Buttons must be an array',
    'Message must be a string',
    'Detail must be a string',
    'checkboxLabel must be a string',
    'checkboxChecked requires that checkboxLabel also be passed',
  ]);
  expect(responses).toEqual([1, 1, 0]);
});

test('menus check their items, and items do what their type and role say', async () => {
  const [messages, seen] = await app.evaluate(({ Menu, MenuItem }) => {
    type Options = Electron.MenuItemConstructorOptions;
    const uses: (() => unknown)[] = [
      () => Menu.buildFromTemplate([{}]),
      () => Menu.buildFromTemplate([null as unknown as Options]),
      () => new MenuItem({ label: 'a', type: 'loud' as 'normal' }),
      () => new MenuItem({ label: 'a', type: 'submenu' }),
      () => new MenuItem({ label: 'a', before: ['b'] }),
      () => new Menu().append({ label: 'a' } as Electron.MenuItem),
      () => new Menu().popup('a' as unknown as Electron.PopupOptions),
      () => new Menu().popup(),
      () => Menu.setApplicationMenu('a' as unknown as Electron.Menu),
    ];
    const messages = uses.map((use) => {
      try {
        use();
        return 'no error';
      } catch (error) {
        return (error as Error).message;
      }
    });
    const radio = ['a', 'b'].map((label) => ({ label, type: 'radio' as const }));
    const line = { type: 'separator' as const };
    const checkbox = { label: 'c', type: 'checkbox' as const };
    const menu = Menu.buildFromTemplate([
      ...[line, ...radio, line, line, Object.assign(checkbox, { own: 1 })],
      ...[{ role: 'editMenu' as const }, { role: 'quit' as const, label: 'Leave' }, line],
    ]);
    for (const item of menu.items.slice(0, 4)) if (item.label > 'a') item.click();
    const [, , , box, edit, quit] = menu.items;
    return [
      messages,
      [
        menu.items.map(({ type }) => type),
        menu.items.slice(0, 4).map(({ checked }) => checked),
        Reflect.get(box ?? {}, 'own') as unknown,
        edit?.label,
        edit?.submenu?.items[0]?.role,
        quit?.label,
        quit?.accelerator,
      ],
    ];
  });
  const invalid = 'Invalid template for MenuItem: must have at least one of label, role or type';
  expect(messages).toEqual([
    invalid,
    invalid,
    'Unknown menu item type: loud',
    'Invalid submenu',
    'MenuItem options.before is not implemented in the Chromium host',
    'Invalid item',
    'Options must be an object',
    'Cannot open Menu without a BaseWindow present',
    'Invalid menu',
  ]);
  expect(seen).toEqual([
    ['radio', 'radio', 'separator', 'checkbox', 'submenu', 'normal'],
    [false, true, false, true],
    ...[1, 'Edit', 'undo', 'Leave', 'CommandOrControl+Q'],
  ]);
});

test('loads that follow each other at once all succeed', async () => {
  const failures = await app.evaluate(async ({ BrowserWindow }, url) => {
    const window = new BrowserWindow({ show: false });
    const failures: unknown[] = [];
    for (let i = 0; i < 20; i++) failures.push(await lab.failure(window.loadURL(`${url}?${i}`)));
    await lab.wait(100);
    failures.push(await lab.failure(window.loadURL(`${url}?19#part`)));
    window.destroy();
    return failures;
  }, `${server.origin}/page`);
  expect(failures).toEqual(Array(21).fill(null));
});

test('a frame rejects with the value that a script throws', async () => {
  const reasons = await app.evaluate(async ({ BrowserWindow }, url) => {
    const window = new BrowserWindow({ show: false });
    await window.loadURL(url);
    const { mainFrame } = window.webContents;
    const reason = (code: string): Promise<unknown> =>
      mainFrame.executeJavaScript(code).catch((thrown: unknown) => thrown);
    const reasons = [await reason("Promise.reject('no')"), await reason("throw new Error('bad')")];
    window.destroy();
    return reasons;
  }, `${server.origin}/page`);
  expect(reasons).toEqual(['no', expect.stringMatching(/^Error: bad/)]);
});
