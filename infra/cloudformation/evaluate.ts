import { cidrBlocks } from './cidr';
import type { ParameterValue } from './parameters';
import { partsOf } from './tags';
import { type Template, TemplateError, type Values } from './template';

/** What the values of a template are worked out with. */
export interface Scope {
  readonly template: Template;
  /** Those that have a value. */
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  /** `AWS::Region` and the like (pseudo-parameter-reference). */
  readonly pseudoParameters: Readonly<Record<string, unknown>>;
  condition(name: string): boolean;
  /**
   * A value from outside the template: a parameter's that was not given, or another stack's export.
   * @throws TemplateError where it is needed
   */
  outside(kind: 'parameter' | 'export', name: string): unknown;
  /**
   * What `Ref` (attribute `null`) or `Fn::GetAtt` of a resource gives.
   * @throws TemplateError when there is no such resource, or not with these parameters
   */
  resource(logicalId: string, attribute: string | null): unknown;
}

/** `AWS::NoValue`: leaves out what it is the value of. */
const noValue = Symbol('AWS::NoValue');

/**
 * Works out a value: intrinsic functions are replaced by what they give.
 * @throws TemplateError
 */
export function evaluate(value: unknown, scope: Scope): unknown {
  const result = resolve(value, scope);
  return result === noValue ? undefined : result;
}

function resolve(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => resolve(item, scope)).filter((item) => item !== noValue);
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [[key = '', argument] = []] = entries;
  if (entries.length === 1 && (key === 'Ref' || key.startsWith('Fn::'))) {
    const apply = Object.hasOwn(functions, key) ? functions[key] : undefined;
    if (!apply) throw new TemplateError(`${scope.template.name}: ${key} is not known here.`);
    return apply(argument, scope);
  }
  const resolved = entries.map(([name, item]) => [name, resolve(item, scope)] as const);
  return Object.fromEntries(resolved.filter(([, item]) => item !== noValue));
}

type Apply = (argument: unknown, scope: Scope) => unknown;

/** The functions that may stand in properties and outputs (intrinsic-function-reference). */
const functions: Readonly<Record<string, Apply>> = {
  Ref: (name, scope) => reference(text(name, 'Ref', scope), scope),
  'Fn::GetAtt': (argument, scope) => {
    const parts = typeof argument === 'string' ? partsOf(argument) : argument;
    const [logicalId, attribute] = list(parts, 'Fn::GetAtt', scope, 2);
    return scope.resource(
      text(logicalId, 'Fn::GetAtt', scope),
      text(resolve(attribute, scope), 'Fn::GetAtt', scope),
    );
  },
  'Fn::If': (argument, scope) => {
    const [condition, then, otherwise] = list(argument, 'Fn::If', scope, 3);
    return resolve(scope.condition(text(condition, 'Fn::If', scope)) ? then : otherwise, scope);
  },
  'Fn::Sub': (argument, scope) => {
    const [template, variables = {}] = Array.isArray(argument) ? argument : [argument];
    return substitute(text(template, 'Fn::Sub', scope), variables as Values, scope);
  },
  'Fn::Join': (argument, scope) => {
    const [separator, items] = list(argument, 'Fn::Join', scope, 2);
    const texts = list(resolve(items, scope), 'Fn::Join', scope);
    return texts.map((item) => text(item, 'Fn::Join', scope)).join(String(separator));
  },
  'Fn::Split': (argument, scope) => {
    const [separator, source] = list(argument, 'Fn::Split', scope, 2);
    return text(resolve(source, scope), 'Fn::Split', scope).split(String(separator));
  },
  'Fn::Select': (argument, scope) => {
    const [index, items] = list(argument, 'Fn::Select', scope, 2);
    const item = list(resolve(items, scope), 'Fn::Select', scope)[Number(resolve(index, scope))];
    if (item === undefined) throw bad('Fn::Select', 'finds nothing at that place', scope);
    return item;
  },
  'Fn::FindInMap': (argument, scope) => {
    const [otherwise] = list(argument, 'Fn::FindInMap', scope).slice(3) as [Values?];
    const keys = list(argument, 'Fn::FindInMap', scope)
      .slice(0, 3)
      .map((key) => String(resolve(key, scope)));
    const [map = '', first = '', second = ''] = keys;
    const found = scope.template.mappings[map]?.[first]?.[second];
    if (found !== undefined) return found;
    if (otherwise && 'DefaultValue' in otherwise) return resolve(otherwise.DefaultValue, scope);
    throw bad('Fn::FindInMap', `finds no ${keys.join('.')}`, scope);
  },
  'Fn::Base64': (argument, scope) =>
    Buffer.from(text(resolve(argument, scope), 'Fn::Base64', scope)).toString('base64'),
  'Fn::Cidr': (argument, scope) => {
    const [block, count, bits = 8] = list(resolve(argument, scope), 'Fn::Cidr', scope);
    const blocks = cidrBlocks(text(block, 'Fn::Cidr', scope), Number(count), Number(bits));
    if (!blocks) throw bad('Fn::Cidr', 'needs an IPv4 block', scope);
    return blocks;
  },
  'Fn::GetAZs': (argument, scope) => {
    const region = resolve(argument, scope) || scope.pseudoParameters['AWS::Region'];
    return ['a', 'b', 'c'].map((zone) => `${region}${zone}`);
  },
  'Fn::ImportValue': (argument, scope) =>
    scope.outside('export', text(resolve(argument, scope), 'Fn::ImportValue', scope)),
  'Fn::Length': (argument, scope) => list(resolve(argument, scope), 'Fn::Length', scope).length,
  'Fn::ToJsonString': (argument, scope) => JSON.stringify(resolve(argument, scope)),
};

function reference(name: string, scope: Scope): unknown {
  if (name === 'AWS::NoValue') return noValue;
  if (name.startsWith('AWS::')) {
    const value = scope.pseudoParameters[name];
    if (value === undefined) throw bad('Ref', `knows no ${name}`, scope);
    return value;
  }
  if (Object.hasOwn(scope.parameters, name)) return scope.parameters[name];
  if (Object.hasOwn(scope.template.parameters, name)) return scope.outside('parameter', name);
  return scope.resource(name, null);
}

/** `${Name}`, `${Resource.Attribute}` and `${Variable}`; `${!x}` stays as `${x}` (Fn::Sub page). */
function substitute(template: string, variables: Values, scope: Scope): string {
  return template.replaceAll(/\$\{(!?)([^}]*)\}/g, (_, literal: string, name: string) => {
    if (literal !== '') return `\${${name}}`;
    return String(text(variableOf(name.trim(), variables, scope), `Fn::Sub of ${name}`, scope));
  });
}

function variableOf(name: string, variables: Values, scope: Scope): unknown {
  if (Object.hasOwn(variables, name)) return resolve(variables[name], scope);
  const dot = name.indexOf('.');
  if (dot < 0) return reference(name, scope);
  return scope.resource(name.slice(0, dot), name.slice(dot + 1));
}

function text(value: unknown, place: string, scope: Scope): string {
  if (['string', 'number', 'boolean'].includes(typeof value)) return String(value);
  throw bad(place, 'needs a text', scope);
}

function list(value: unknown, place: string, scope: Scope, length?: number): readonly unknown[] {
  const isGood = Array.isArray(value) && value.length === (length ?? value.length);
  if (isGood) return value;
  throw bad(place, `needs a list${length === undefined ? '' : ` of ${length}`}`, scope);
}

function bad(place: string, problem: string, { template }: Scope): TemplateError {
  return new TemplateError(`${template.name}: ${place} ${problem}.`);
}
