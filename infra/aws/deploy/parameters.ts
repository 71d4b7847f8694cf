import type { Parameter, ParameterDeclaration } from '@aws-sdk/client-cloudformation';
import { didYouMean } from '../../../src/main/config/keys';
import { CommandError } from './command-error';
import type { Terminal } from './terminal';

/**
 * The parameters to deploy with: what was given on the command line; for an existing stack, else its own
 * value, so that an update never takes back a choice by leaving it out; else the template's default.
 * What has none of them is asked for, where somebody can answer.
 *
 * @param previous the parameters of the stack that is there; `null` when there is none
 * @throws CommandError `parameter`
 */
export async function chooseParameters(
  declared: readonly ParameterDeclaration[],
  given: Readonly<Record<string, string>>,
  previous: Readonly<Record<string, string>> | null,
  terminal: Terminal,
): Promise<Parameter[]> {
  const names = declared.map(({ ParameterKey }) => ParameterKey ?? '');
  for (const name of Object.keys(given)) if (!names.includes(name)) throw unknown(name, names);
  const chosen: Parameter[] = [];
  for (const declaration of declared) {
    const ParameterKey = declaration.ParameterKey ?? '';
    const value = given[ParameterKey];
    if (value !== undefined) {
      chosen.push({ ParameterKey, ParameterValue: allowed(declaration, value) });
    } else if (previous !== null && Object.hasOwn(previous, ParameterKey)) {
      chosen.push({ ParameterKey, UsePreviousValue: true });
    } else if (declaration.DefaultValue === undefined) {
      const answer = await ask(declaration, terminal);
      chosen.push({ ParameterKey, ParameterValue: allowed(declaration, answer) });
    }
  }
  return chosen;
}

function unknown(name: string, names: readonly string[]): CommandError {
  const meant = didYouMean(name, names);
  return new CommandError(
    'parameter',
    `The template has no parameter "${name}".`,
    meant === null ? `It has: ${names.join(', ') || 'none'}.` : `Did you mean ${meant}?`,
  );
}

function allowed(declaration: ParameterDeclaration, value: string): string {
  const values = declaration.ParameterConstraints?.AllowedValues ?? [];
  if (values.length === 0 || values.includes(value)) return value;
  throw new CommandError(
    'parameter',
    `"${value}" is not a value of the parameter ${declaration.ParameterKey}.`,
    `Take one of: ${values.join(', ')}.`,
  );
}

async function ask(declaration: ParameterDeclaration, terminal: Terminal): Promise<string> {
  const { ParameterKey: name, Description } = declaration;
  const missing = (hint: string) =>
    new CommandError('parameter', `The parameter ${name} has no value.`, hint);
  if (!terminal.interactive)
    throw missing(`Add --parameter ${name}=VALUE. ${Description ?? ''}`.trim());
  if (Description) terminal.say(Description);
  const answer = await terminal.ask(`${name}:`);
  if (answer === '') throw missing(`Run the command again, or add --parameter ${name}=VALUE.`);
  return answer;
}
