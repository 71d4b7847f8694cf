const { app, BrowserWindow, ipcMain, protocol } = require('electron');
const path = require('node:path');
protocol.registerSchemesAsPrivileged([
  { scheme: 'hello-ui', privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);
ipcMain.handle('add', (_event, a, b) => a + b);
ipcMain.handle('where', (event) => event.senderFrame.origin);
app.whenReady().then(() => {
  protocol.handle(
    'hello-ui',
    () =>
      new Response(
        '<title>Hello</title><button onclick="api.add(1,2).then(n=>this.textContent=n)">go</button>',
        {
          headers: {
            'content-type': 'text/html',
            'content-security-policy': "script-src 'unsafe-inline'",
          },
        },
      ),
  );
  const window = new BrowserWindow({
    width: 500,
    height: 400,
    webPreferences: { preload: path.join(__dirname, 'preload.cjs') },
  });
  window.loadURL('hello-ui://app/index.html');
});
