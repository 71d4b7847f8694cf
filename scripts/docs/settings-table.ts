import { configKeys, environmentNames } from '../../src/main/config/keys';
import { type ConfigKey, settings } from '../../src/main/config/settings';

/** The lines of the table of all settings, in Markdown. */
export function settingsTable(): readonly string[] {
  const rows = configKeys.map((key) => {
    const { description } = settings[key];
    return `| \`${key}\` | \`${environmentNames[key]}\` | ${description} | ${defaultOf(key)} |`;
  });
  return ['| key | environment | meaning | default |', '| --- | --- | --- | --- |', ...rows];
}

function defaultOf(key: ConfigKey): string {
  const setting = settings[key];
  if ('defaultText' in setting) return setting.defaultText;
  const values = [setting.default].flat().filter((value) => value !== null);
  return values.length === 0 ? 'none' : values.map((value) => `\`${value}\``).join(', ');
}
