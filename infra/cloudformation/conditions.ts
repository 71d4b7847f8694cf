import type { ParameterValue } from './parameters';
import { type Template, TemplateError } from './template';

type Parameters = Readonly<Record<string, ParameterValue>>;

/**
 * Tells which conditions hold with these parameters (conditions-section-structure).
 * @throws TemplateError where a condition is not there, depends on itself or is written wrongly
 */
export function conditionsOf(template: Template, parameters: Parameters): Record<string, boolean> {
  const results: Record<string, boolean> = {};
  const named = (name: string, under: readonly string[]): boolean => {
    if (!Object.hasOwn(template.conditions, name))
      throw bad(template, `there is no condition ${name}`);
    if (under.includes(name)) throw bad(template, `the condition ${name} depends on itself`);
    results[name] ??= decide(template.conditions[name], template, parameters, (other) =>
      named(other, [...under, name]),
    );
    return results[name];
  };
  for (const name of Object.keys(template.conditions)) named(name, []);
  return results;
}

/**
 * Throws away the first rule that these parameters break (rules-section-structure).
 * @throws TemplateError with the rule's own words
 */
export function checkRules(template: Template, parameters: Parameters): void {
  const none = (name: string): never => {
    throw bad(template, `the condition ${name} is not for rules`);
  };
  const holds = (value: unknown) => decide(value, template, parameters, none);
  for (const [name, { RuleCondition: condition, Assertions: assertions }] of Object.entries(
    template.rules,
  )) {
    if (condition !== undefined && !holds(condition)) continue;
    const broken = assertions.find(({ Assert }) => !holds(Assert));
    if (broken) throw bad(template, broken.AssertDescription?.replace(/\.$/, '') ?? `rule ${name}`);
  }
}

function decide(
  value: unknown,
  template: Template,
  parameters: Parameters,
  named: (condition: string) => boolean,
): boolean {
  const both = (item: unknown) => decide(item, template, parameters, named);
  const operand = (item: unknown) => operandOf(item, template, parameters);
  const [[name = '', argument] = []] = Object.entries(value ?? {});
  const items = Array.isArray(argument) ? argument : [];
  switch (name) {
    case 'Condition':
      return named(String(argument));
    case 'Fn::Not':
      return !both(items[0]);
    case 'Fn::And':
      return items.every(both);
    case 'Fn::Or':
      return items.some(both);
    case 'Fn::Equals':
      return operand(items[0]) === operand(items[1]);
    case 'Fn::Contains':
      return Array.isArray(items[0]) && items[0].map(operand).includes(operand(items[1]));
    default:
      throw bad(template, `${name || JSON.stringify(value)} cannot decide a condition or a rule`);
  }
}

/** Conditions are decided before anything is made: they can compare parameters and literals alone. */
function operandOf(value: unknown, template: Template, parameters: Parameters): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const { Ref: name } = value as { Ref?: string };
  const parameter = name === undefined ? undefined : parameters[name];
  if (typeof parameter === 'string' || typeof parameter === 'number') return String(parameter);
  throw bad(template, `a condition cannot compare ${JSON.stringify(value)}`);
}

function bad({ name }: Template, problem: string): TemplateError {
  return new TemplateError(`${name}: ${problem}.`);
}
