import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readConfiguration, writeConfiguration } from './configuration-file';
import { configure } from './configure';
import { forgetConfiguration } from './forget-configuration';
import { howToStart } from './how-to-start';
import { failing } from './testing/rig';
import { TestTerminal } from './testing/terminal';

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'aws-deploy-'));
});
beforeEach(async () => {
  for (const name of await readdir(folder)) await rm(path.join(folder, name), { recursive: true });
  file = path.join(folder, 'cognito.config.json');
});
afterAll(() => rm(folder, { recursive: true }));

const settings = {
  userPoolId: 'eu-west-1_a',
  domain: 'https://a.auth.eu-west-1.amazoncognito.com',
  clientId: 'one',
};
const written = async () => JSON.parse(await readFile(file, 'utf8'));
const write = (value: object) => writeFile(file, JSON.stringify(value));

describe('the configuration file', () => {
  it('is written where there is none, and left alone when it is right', async () => {
    const terminal = new TestTerminal();
    expect(await configure(file, settings, false, terminal)).toBe(true);
    expect(await written()).toEqual(settings);
    expect(await readdir(folder)).toEqual(['cognito.config.json']);
    const before = await stat(file);
    expect(await configure(file, settings, false, terminal)).toBe(true);
    expect((await stat(file)).ino).toBe(before.ino);
    expect(terminal.text).toBe(`Wrote ${file}.\n${file} says what the stack says.`);
  });

  it('is shown line by line before it is changed, and keeps what the stack does not know', async () => {
    await write({ clientId: 'old', idleLimitMinutes: 30, domain: settings.domain });
    const terminal = new TestTerminal(['y']);
    expect(await configure(file, settings, false, terminal)).toBe(true);
    expect(terminal.text).toContain(
      '  + "userPoolId": "eu-west-1_a"\n  - "clientId": "old"\n  + "clientId": "one"',
    );
    expect(terminal.text).toContain('also has idleLimitMinutes; that stays as it is.');
    expect(terminal.text).not.toContain('"domain"');
    expect(await written()).toEqual({ ...settings, idleLimitMinutes: 30 });
  });

  it('stays as it is after a no', async () => {
    await write({ clientId: 'old' });
    expect(await configure(file, settings, false, new TestTerminal(['n']))).toBe(false);
    expect((await failing(configure(file, settings, false, new TestTerminal()))).outcome).toBe(
      'unconfirmed',
    );
    expect(await written()).toEqual({ clientId: 'old' });
  });

  it('keeps its permissions, and a link stays a link', async () => {
    await writeFile(file, '{}', { mode: 0o600 });
    const link = path.join(folder, 'link.json');
    await symlink(file, link);
    await writeConfiguration(link, settings);
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await written()).toEqual(settings);
    expect((await readdir(folder)).sort()).toEqual(['cognito.config.json', 'link.json']);
  });

  it.each([
    ['{ "a": 1,\n}', 'line 2, column 1'],
    ['[]', 'does not hold a JSON object'],
  ])('that holds %j is not touched', async (text, words) => {
    await writeFile(file, text);
    const { outcome, message } = await failing(configure(file, settings, true, new TestTerminal()));
    expect([outcome, message]).toEqual(['config-file', expect.stringContaining(words)]);
    expect(await readFile(file, 'utf8')).toBe(text);
  });

  it('that cannot be written leaves nothing half done', async () => {
    const { outcome } = await failing(writeConfiguration(path.join(folder, 'no/c.json'), settings));
    expect(outcome).toBe('config-file');
    // A folder can be neither read nor replaced.
    await mkdir(file);
    expect((await failing(readConfiguration(file))).outcome).toBe('config-file');
    expect((await failing(writeConfiguration(file, settings))).outcome).toBe('config-file');
    expect(await readdir(folder)).toEqual(['cognito.config.json']);
  });
});

describe('after the stack is gone, the configuration file', () => {
  const outputs = { AppConfig: JSON.stringify(settings) };

  it('is removed when it says what the stack said, after a yes', async () => {
    await write(settings);
    await forgetConfiguration(file, outputs, false, new TestTerminal(['n']));
    expect(await written()).toEqual(settings);
    await forgetConfiguration(file, outputs, false, new TestTerminal(['y']));
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    [{ ...settings, idleLimitMinutes: 5 }, true],
    [{ ...settings, clientId: 'another' }, false],
    [{}, false],
  ])('stays when it says %o', async (entries, isNamed) => {
    await write(entries);
    const terminal = new TestTerminal();
    await forgetConfiguration(file, outputs, true, terminal);
    expect(await written()).toEqual(entries);
    expect(terminal.text.includes('still names the user pool')).toBe(isNamed);
  });

  it('may have been none, as the stack’s', async () => {
    await forgetConfiguration(file, outputs, true, new TestTerminal());
    await forgetConfiguration(file, {}, true, new TestTerminal());
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('how to start', () => {
  it('names the file, and what comes before it', async () => {
    const env = { COGNITO_CLIENT_ID: 'other', XDG_CONFIG_HOME: folder, COGNITO_FLOWS: 'loopback' };
    expect(await howToStart(settings, null, { XDG_CONFIG_HOME: folder })).toEqual([
      'Start the app: npm start',
    ]);
    expect(await howToStart(settings, file, env)).toEqual([
      'WARNING: environment COGNITO_CLIENT_ID sets clientId too, and the app takes it from there.',
      `Start the app: npm start -- --config ${file}`,
    ]);
  });
});
