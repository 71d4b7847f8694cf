import {
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { failing } from '../testing/rig';
import { TestTerminal } from '../testing/terminal';
import {
  configure,
  forgetConfiguration,
  readConfiguration,
  settingsOf,
} from './configuration-file';
import { howToStart } from './how-to-start';

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
  it('is written if it does not exist, and left alone if it matches', async () => {
    const terminal = new TestTerminal();
    await configure(file, settings, false, terminal);
    expect(await written()).toEqual(settings);
    expect(await readdir(folder)).toEqual(['cognito.config.json']);
    const before = await stat(file);
    await configure(file, settings, false, terminal);
    expect((await stat(file)).mtimeMs).toBe(before.mtimeMs);
    expect(terminal.text).toBe(`Wrote ${file}.\n${file} matches the stack.`);
  });

  it('is changed after its differences are shown, and keeps the settings that the stack does not know', async () => {
    await write({ clientId: 'old', idleLimitMinutes: 30, domain: settings.domain });
    const terminal = new TestTerminal(['y']);
    await configure(file, settings, false, terminal);
    expect(terminal.text).toContain(
      '  + "userPoolId": "eu-west-1_a"\n  - "clientId": "old"\n  + "clientId": "one"',
    );
    expect(terminal.text).not.toContain('"domain"');
    expect(await written()).toEqual({ ...settings, idleLimitMinutes: 30 });
  });

  it('is not changed after a no', async () => {
    await write({ clientId: 'old' });
    const no = configure(file, settings, false, new TestTerminal(['n']));
    expect(await failing(no)).toContain('was not changed');
    expect(await failing(configure(file, settings, false, new TestTerminal()))).toContain('--yes');
    expect(await written()).toEqual({ clientId: 'old' });
  });

  it('keeps its permissions, and a link stays a link', async () => {
    await writeFile(file, '{}', { mode: 0o600 });
    const link = path.join(folder, 'link.json');
    await symlink(file, link);
    await configure(link, settings, true, new TestTerminal());
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await written()).toEqual(settings);
    expect((await lstat(link)).isSymbolicLink()).toBe(true);
  });

  it.each([
    ['{ "a": 1,\n}', 'line 2, column 1'],
    ['[]', 'does not hold a JSON object'],
  ])('that holds %j is not touched', async (text, words) => {
    await writeFile(file, text);
    const message = await failing(configure(file, settings, true, new TestTerminal()));
    expect(message).toContain(words);
    expect(await readFile(file, 'utf8')).toBe(text);
  });

  it('that cannot be written or read is named', async () => {
    const nowhere = path.join(folder, 'no/c.json');
    const message = await failing(configure(nowhere, settings, true, new TestTerminal()));
    expect(message).toContain(`${nowhere} cannot be written`);
    await mkdir(file);
    expect(await failing(readConfiguration(file))).toContain(`${file} cannot be read`);
  });
});

describe('the configuration in the outputs', () => {
  it.each([
    [{}, 'has no output AppConfig'],
    [{ AppConfig: 'no' }, 'is not a JSON object'],
    [{ AppConfig: '{"clientId":"x"}' }, '`domain` is missing'],
  ])('%o is refused', async (outputs, words) => {
    expect(() => settingsOf(outputs)).toThrow(words);
  });
});

describe('the configuration file of a deleted stack', () => {
  const outputs = { AppConfig: JSON.stringify(settings) };

  it('is deleted after a yes if it has only what the stack gave', async () => {
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
  ])('stays if it holds %o', async (entries, isNamed) => {
    await write(entries);
    const terminal = new TestTerminal();
    await forgetConfiguration(file, outputs, true, terminal);
    expect(await written()).toEqual(entries);
    expect(terminal.text.includes('still names the deleted app client')).toBe(isNamed);
  });

  it('need not exist, nor the output', async () => {
    await forgetConfiguration(file, outputs, true, new TestTerminal());
    await forgetConfiguration(file, {}, true, new TestTerminal());
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('how to start', () => {
  it('names the file, and the settings that other sources override', async () => {
    const env = { COGNITO_CLIENT_ID: 'other', XDG_CONFIG_HOME: folder, COGNITO_FLOWS: 'loopback' };
    expect(await howToStart(settings, null, { XDG_CONFIG_HOME: folder })).toEqual([
      'Start the app: npm start',
    ]);
    expect(await howToStart(settings, file, env)).toEqual([
      'WARNING: environment COGNITO_CLIENT_ID overrides clientId.',
      `Start the app: npm start -- --config ${file}`,
    ]);
  });
});
