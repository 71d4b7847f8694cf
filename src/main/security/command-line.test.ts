import { describe, expect, it } from 'vitest';
import { findRefusedSwitches, isHarmlessSwitch } from './command-line';

const none = { hasSwitch: () => false };
const refused = (args: readonly string[], platform: NodeJS.Platform = 'linux') =>
  findRefusedSwitches(args, none, platform);

describe('SEC-49: a packaged app', () => {
  it.each([
    '--utility-cmd-prefix=/tmp/x',
    '--renderer-cmd-prefix=/tmp/x',
    '--gpu-launcher=/tmp/x',
    '--browser-subprocess-path=/tmp/x',
    '--single-process',
    '--in-process-gpu',
    '--disable-setuid-sandbox',
    '--disable-namespace-sandbox',
    '--disable-seccomp-filter-sandbox',
    '--disable-gpu-sandbox',
    '--no-zygote',
    '--no-sandbox',
    '-no-sandbox',
    '--inspect',
    '--js-flags=--expose-gc',
    '--remote-debugging-port=0',
    '--ignore-certificate-errors',
    '--proxy-server=http://a.example',
    '--host-resolver-rules=MAP * 127.0.0.1',
    '--log-net-log=/tmp/x',
    '--enable-logging',
    '--disk-cache-dir=/tmp/x',
    '--blink-settings=x',
    '--password-store=basic',
    '--enable-features=ElectronSerialChooser',
    '--enable-features=Vulkan,NetworkServiceInProcess',
    '--disable-features=IsolateOrigins',
    '--lang=de --no-sandbox',
    '--LANG=de',
    '--config\n',
    '-psn_0_x',
    '---lang=de',
    '-x',
  ])('refuses to start with %s', (argument) => {
    const [name = ''] = argument.split('=');
    expect(refused([argument])).toEqual([name]);
    expect(refused(['file', argument, 'file'])).toEqual([name]);
    expect(isHarmlessSwitch(argument)).toBe(false);
  });

  it.each([
    '--ozone-platform=wayland',
    '--ozone-platform-hint=auto',
    '--enable-features=UseOzonePlatform,WaylandWindowDecorations',
    '--disable-features=WaylandFractionalScaleV1',
    '--enable-wayland-ime',
    '--wayland-text-input-version=3',
    '--force-device-scale-factor=1.5',
    '--lang=pt-BR',
    '--disable-gpu',
    '--use-gl=angle',
    '--password-store=gnome-libsecret',
    '--password-store=kwallet6',
  ])('starts with %s', (argument) => {
    expect(refused([argument])).toEqual([]);
    expect(isHarmlessSwitch(argument)).toBe(true);
  });

  it.each([
    [['--config', 'my.json']],
    [['--config=/home/me/my.json']],
    [['--user-data-dir=C:\\Users\\me']],
    [['--updated', '--force-run']],
    [['--squirrel-firstrun']],
    [['-psn_0_12345']],
    [['--', '--no-sandbox']],
    [['-', '', 'com.example.app://open']],
  ])('starts with %j', (args) => {
    expect(refused(args)).toEqual([]);
  });

  it('refuses the switches that Windows writes with a slash or behind spaces', () => {
    expect(refused(['/no-sandbox', ' --single-process'], 'win32')).toEqual([
      '/no-sandbox',
      ' --single-process',
    ]);
    expect(refused(['/home/me/file', ' --file'])).toEqual([]);
  });

  it('refuses the switch that ELECTRON_DISABLE_SANDBOX adds, and names it once', () => {
    const sandboxOff = { hasSwitch: (name: string) => name === 'no-sandbox' };
    expect(findRefusedSwitches([], sandboxOff, 'linux')).toEqual(['--no-sandbox']);
    expect(findRefusedSwitches(['--no-sandbox'], sandboxOff, 'linux')).toEqual(['--no-sandbox']);
  });
});
