import { readFileSync } from 'node:fs';
import { parseTemplate } from '@repo/cloudformation/parse';
import { resolveStack } from '@repo/cloudformation/stack';
import { TemplateError } from '@repo/cloudformation/template';
import { UserPoolError, type UserPoolOptions } from '../index';
import { madeUpByAws } from './made-up';
import { optionsFrom } from './pool-options';

/**
 * The options of a pool that is like the one that a CloudFormation template makes: its clients, scopes,
 * lifetimes, rotation, groups, providers, and how people sign up.
 * @param parameters of the template; those that are not given have their defaults
 * @throws UserPoolError `bad_option`: the file, and what in it is wrong or not imitated
 */
export function readTemplateFile(
  path: string,
  parameters: Readonly<Record<string, string>>,
): UserPoolOptions {
  const name = `--template ${path}`;
  try {
    const template = parseTemplate(read(path), name);
    const { resources } = resolveStack(template, { parameters, identify: madeUpByAws });
    return optionsFrom(resources);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    const { message } = error;
    const told = message.startsWith(name) ? message : `${name}: ${message}`;
    throw new UserPoolError('bad_option', told);
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new TemplateError(`the file cannot be read (${code}).`);
  }
}

/**
 * `NAME=VALUE`, as on the command line.
 * @throws UserPoolError `bad_option`
 */
export function templateParameters(given: readonly string[]): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (const text of given) {
    const equals = text.indexOf('=');
    if (equals < 1) throw new UserPoolError('bad_option', '--parameter needs NAME=VALUE.');
    const name = text.slice(0, equals);
    if (Object.hasOwn(parameters, name)) {
      throw new UserPoolError('bad_option', `--parameter ${name} is given twice.`);
    }
    parameters[name] = text.slice(equals + 1);
  }
  return parameters;
}
