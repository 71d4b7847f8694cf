import { configOf, type Settings } from '../../../src/main/config/index';
import { readJsonText } from '../../../src/main/config/json-text';
import { textOf } from './aws-errors';
import { CommandError } from './command-error';

/** The output of the template that holds the app's settings, as JSON. */
export const configurationOutput = 'AppConfig';

/**
 * The settings that a stack gives the app, checked as the app itself checks them.
 * @throws CommandError `template` when the stack has no such output, or the app would not take it
 */
export function settingsOf(outputs: Readonly<Record<string, string>>): Settings {
  const text = outputs[configurationOutput];
  const wrong = (what: string, hint: string | null = null) =>
    new CommandError('template', `The stack's output ${configurationOutput} ${what}`, hint);
  if (text === undefined) {
    throw wrong(
      'is missing, so the app can’t be told about the user pool.',
      'Deploy it with infra/aws/template.yaml, or give your template that output.',
    );
  }
  const json = readJsonText(text);
  if (!json.ok || typeof json.value !== 'object' || json.value === null) {
    throw wrong('is not a JSON object.');
  }
  try {
    configOf(json.value);
  } catch (error) {
    throw wrong(`is not a configuration of this app: ${textOf(error)}`);
  }
  return json.value;
}
