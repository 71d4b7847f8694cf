import { checkRules } from '../../../cloudformation/conditions';
import { type ParameterValue, parameterValues } from '../../../cloudformation/parameters';
import { parseTemplate } from '../../../cloudformation/parse';
import {
  type ParameterDefinition,
  type Template,
  TemplateError,
} from '../../../cloudformation/template';
import type { QueryValue } from '../wire/query';
import { validationError } from '../wire/service-error';

/** @throws ServiceError `ValidationError` */
export function readTemplate(body: QueryValue | undefined): Template {
  return inCloudFormationsWords(
    () => parseTemplate(String(body), 'template'),
    (message) => `Template format error: ${message}`,
  );
}

/** What a request gives, where `UsePreviousValue` stands for the stack's own. */
export function givenParameters(
  value: QueryValue | undefined,
  previous: Readonly<Record<string, string>>,
): Record<string, string> {
  const list = Array.isArray(value) ? value : [];
  return Object.fromEntries(
    list.map((entry) => {
      const { ParameterKey, ParameterValue, UsePreviousValue } = entry as Record<string, string>;
      const key = ParameterKey ?? '';
      return [key, UsePreviousValue === 'true' ? (previous[key] ?? '') : (ParameterValue ?? '')];
    }),
  );
}

/**
 * The values of all parameters, which keep to the template's constraints and rules.
 * @throws ServiceError `ValidationError`
 */
export function checkedParameters(
  template: Template,
  given: Readonly<Record<string, string>>,
): Record<string, ParameterValue> {
  const { parameters } = template;
  const unknown = Object.keys(given).filter((name) => !(name in parameters));
  if (unknown.length > 0) {
    throw validationError(`Parameters: [${unknown.join(', ')}] do not exist in the template`);
  }
  const missing = Object.keys(parameters).filter(
    (name) => given[name] === undefined && parameters[name]?.Default === undefined,
  );
  if (missing.length > 0) {
    throw validationError(`Parameters: [${missing.join(', ')}] must have values`);
  }
  const values = inCloudFormationsWords(
    () => parameterValues(template, given),
    (message) => {
      const [, name, problem] = /^template: (\w+) (.*), not /.exec(message) ?? [];
      return `Parameter '${name}' failed to satisfy constraint: ${problem}`;
    },
  );
  inCloudFormationsWords(
    () => checkRules(template, values),
    (message) => `Template error: ${message}`,
  );
  return values;
}

/** What the reader of templates says, as CloudFormation would. */
export function inCloudFormationsWords<T>(work: () => T, words: (message: string) => string): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof TemplateError) throw validationError(words(error.message));
    throw error;
  }
}

/** The parameters as `DescribeStacks` shows them. */
export function shownParameters(
  { parameters }: Template,
  given: Readonly<Record<string, string>>,
): Record<string, string> {
  const entries = Object.entries(parameters);
  return Object.fromEntries(
    entries.map(([name, { Default }]) => [name, given[name] ?? String(Default)]),
  );
}

/** As `GetTemplateSummary` declares it. */
export function parameterDeclaration([name, definition]: [string, ParameterDefinition]): object {
  const { Default, Type, NoEcho, Description, AllowedValues } = definition;
  return {
    ParameterKey: name,
    DefaultValue: Default,
    ParameterType: Type,
    NoEcho: NoEcho ?? false,
    Description,
    ParameterConstraints: { AllowedValues: AllowedValues?.map(String) ?? [] },
  };
}
