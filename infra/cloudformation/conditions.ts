import { evaluate, type Scope } from './evaluate';
import { type Template, TemplateError } from './template';

/**
 * Tells whether a condition holds (conditions-section-structure). Decided when it is asked for: what no
 * resource needs may be impossible to decide.
 * @param scope for what conditions compare
 * @throws TemplateError where a condition is not there, depends on itself or is written wrongly
 */
export function conditionsOf(template: Template, scope: () => Scope): (name: string) => boolean {
  const results: Record<string, boolean> = {};
  const pending = new Set<string>();
  const holds = (name: string): boolean => {
    if (!Object.hasOwn(template.conditions, name))
      throw bad(template, `there is no condition ${name}`);
    if (pending.has(name)) throw bad(template, `the condition ${name} depends on itself`);
    pending.add(name);
    results[name] ??= decide(template.conditions[name], scope(), holds);
    pending.delete(name);
    return results[name];
  };
  return holds;
}

/**
 * Throws away the first rule that these parameters break (rules-section-structure). A rule that asks AWS,
 * or a parameter without a value, is passed over.
 * @throws TemplateError with the rule's own words
 */
export function checkRules(scope: Scope): void {
  const { template } = scope;
  const none = (name: string): never => {
    throw bad(template, `the condition ${name} is not for rules`);
  };
  for (const [name, rule] of Object.entries(template.rules)) {
    const { RuleCondition: condition, Assertions: assertions } = rule;
    const json = JSON.stringify(rule);
    const open = Object.keys(template.parameters).filter((each) => !(each in scope.parameters));
    if (/"Fn::(RefAll|ValueOf)/.test(json)) continue;
    if (open.some((parameter) => json.includes(`"Ref":"${parameter}"`))) continue;
    if (condition !== undefined && !decide(condition, scope, none)) continue;
    const broken = assertions.find(({ Assert }) => !decide(Assert, scope, none));
    if (broken) throw bad(template, broken.AssertDescription?.replace(/\.$/, '') ?? `rule ${name}`);
  }
}

function decide(value: unknown, scope: Scope, named: (condition: string) => boolean): boolean {
  const both = (item: unknown) => decide(item, scope, named);
  const operand = (item: unknown) => operandOf(item, scope);
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
      return listOf(items[0], scope).includes(operand(items[1]));
    case 'Fn::EachMemberEquals':
      return listOf(items[0], scope).every((item) => item === operand(items[1]));
    case 'Fn::EachMemberIn': {
      const allowed = listOf(items[1], scope);
      return listOf(items[0], scope).every((item) => allowed.includes(item));
    }
    default:
      throw bad(
        scope.template,
        `${name || JSON.stringify(value)} cannot decide a condition or a rule`,
      );
  }
}

/** Numbers and booleans are compared as text, as CloudFormation does. */
function operandOf(value: unknown, scope: Scope): string {
  const result = evaluate(value, scope);
  return typeof result === 'object' ? JSON.stringify(result) : String(result);
}

function listOf(value: unknown, scope: Scope): readonly string[] {
  const result = evaluate(value, scope);
  return Array.isArray(result) ? result.map((item) => operandOf(item, scope)) : [];
}

function bad({ name }: Template, problem: string): TemplateError {
  return new TemplateError(`${name}: ${problem}.`);
}
