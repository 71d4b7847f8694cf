import { checkRules } from '@repo/cloudformation/conditions';
import { parameterValues } from '@repo/cloudformation/parameters';
import { parseTemplate } from '@repo/cloudformation/parse';
import { pseudoParameters } from '@repo/cloudformation/pseudo-parameters';
import { scopeOf } from '@repo/cloudformation/stack';
import { TemplateError } from '@repo/cloudformation/template';
import { UserPoolError } from '../errors';
import { resolveOptions } from '../options/options';
import type { UserPoolOptions } from '../options/settings';
import { readText } from '../util/read-text';
import type { Finding, Reading } from './findings';
import { madeUp, madeUpByAws } from './made-up';
import { isInSsm, missingParameters } from './missing-parameters';
import { optionsFrom } from './pool-options';

/** How to read a template. */
export interface TemplateChoices {
  /** Values of parameters; of an SSM parameter, the value itself. Others have their defaults. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** `AWS::Region`. Default `eu-west-1`. */
  readonly region?: string | undefined;
  /** `AWS::AccountId`. Default `123456789012`. */
  readonly account?: string | undefined;
  /** Logical id of the user pool, where the template has several. */
  readonly pool?: string | undefined;
  /** Logical id of the app client that comes first. Default: the first that has redirect URIs. */
  readonly client?: string | undefined;
  /** Accept differences that the app sees. Default false. */
  readonly lenient?: boolean;
}

/** A template as a local user pool. */
export interface TemplatePool {
  readonly options: UserPoolOptions;
  /** What the local pool does in another way than AWS: sentences. */
  readonly differences: readonly string[];
}

/**
 * The options of a pool that is like the one that a CloudFormation template makes: its clients, scopes,
 * lifetimes, rotation, groups, providers, and how people sign up. Only what has an effect on them is
 * evaluated; resources of other services are passed over.
 * @throws UserPoolError `bad_option`: the file, and everything that has to be changed, or accepted with
 *   `lenient`
 */
export function readTemplateFile(path: string, choices: TemplateChoices = {}): TemplatePool {
  const name = `--template ${path}`;
  try {
    const { parameters = {}, region, account } = choices;
    const template = parseTemplate(read(path), name, parameters);
    const missing = new Set<string>();
    const scope = scopeOf(template, parameterValues(template, parameters, true), {
      pseudoParameters: pseudoParameters({ region, account }),
      identify: madeUpByAws,
      outside: (kind, each) => {
        if (kind === 'parameter' && !isInSsm(template, each)) missing.add(each);
        return madeUp(each);
      },
    });
    checkRules(scope);
    const reading: Reading = { scope, findings: [] };
    const options = optionsFrom(reading, choices);
    if (missing.size > 0) throw new TemplateError(missingParameters(template, missing));
    return accept(reading.findings, options, choices.lenient ?? false);
  } catch (error) {
    if (!(error instanceof TemplateError) && !(error instanceof UserPoolError)) throw error;
    const { message } = error;
    const told = message.startsWith(name) ? message : `${name}: ${message}`;
    throw new UserPoolError('bad_option', told);
  }
}

/** @throws TemplateError with every finding, if one of them is refused */
function accept(
  findings: readonly Finding[],
  options: UserPoolOptions,
  lenient: boolean,
): TemplatePool {
  const lines = (refused: boolean) =>
    findings.filter(({ isRefused }) => isRefused === refused).map(({ text }) => text);
  const [refused, accepted] = [lines(true), lines(false)];
  if (refused.length > 0 && !lenient) {
    const also = accepted.length === 0 ? [] : ['These differences are only printed:', ...accepted];
    const parts = [
      'the app would see that the local pool differs from the one on AWS.',
      ...refused,
      'Change the template, or start all the same with --lenient.',
      ...also,
    ];
    throw new TemplateError(parts.join('\n  '));
  }
  resolveOptions(options);
  return { options, differences: [...refused, ...accepted] };
}

function read(path: string): string {
  try {
    return readText(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new TemplateError(`the file cannot be read (${code}).`);
  }
}
