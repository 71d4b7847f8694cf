import { type ParameterDefinition, type Template, TemplateError } from './template';

/** As `Ref` gives it: numbers as numbers, lists as lists. */
export type ParameterValue = string | number | readonly string[];

/**
 * The values of all parameters: what was given, checked as CloudFormation does before it makes
 * anything, and defaults for the rest (parameters-section-structure). A parameter has no value if it was
 * not given and has no default, or a default that only names an SSM parameter.
 * @param given as on a command line; a list with commas; of an SSM parameter, the value itself
 * @param takesBadDefaults a default that does not fit is no value, instead of an error
 * @throws TemplateError naming the parameter and what it must be
 */
export function parameterValues(
  { name, parameters }: Template,
  given: Readonly<Record<string, string>>,
  takesBadDefaults = false,
): Record<string, ParameterValue> {
  for (const unknown of Object.keys(given)) {
    if (Object.hasOwn(parameters, unknown)) continue;
    const known = Object.keys(parameters).join(', ');
    throw new TemplateError(`${name} has no parameter ${unknown}. It has: ${known}.`);
  }
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([parameter, definition]) => {
      const isInSsm = definition.Type.startsWith(ssm);
      const text = given[parameter] ?? (isInSsm ? undefined : definition.Default);
      if (text === undefined) return [];
      const problem = problemOf(String(text), definition);
      if (problem !== null && takesBadDefaults && given[parameter] === undefined) return [];
      if (problem !== null) {
        const value = definition.NoEcho ? 'what was given' : `"${text}"`;
        throw new TemplateError(`${name}: ${parameter} ${problem}, not ${value}.`);
      }
      return [[parameter, refValueOf(String(text), definition)]];
    }),
  );
}

const ssm = 'AWS::SSM::Parameter::Value<';

function refValueOf(text: string, definition: ParameterDefinition): ParameterValue {
  if (definition.Type === 'Number') return Number(text);
  return isList(definition) ? itemsOf(text) : text;
}

/** `List<…>` and `CommaDelimitedList`, also in an SSM parameter. */
function isList({ Type }: ParameterDefinition): boolean {
  return /^(AWS::SSM::Parameter::Value<)?(List<|CommaDelimitedList)/.test(Type);
}

function itemsOf(text: string): readonly string[] {
  return text.split(',').map((item) => item.trim());
}

/** What the value must be; `null`: it is. */
function problemOf(text: string, definition: ParameterDefinition): string | null {
  const { ConstraintDescription: description } = definition;
  const fits =
    definition.Type === 'Number'
      ? isNumber(text, definition)
      : hasLength(text, definition) && fitsPattern(text, definition);
  const allowed = definition.AllowedValues?.map(String);
  const values = isList(definition) ? itemsOf(text) : [text];
  if (allowed && values.some((value) => !allowed.includes(value)))
    return `must be one of ${allowed.join(', ')}`;
  if (fits) return null;
  return (
    description ?? (definition.Type === 'Number' ? 'must be a number' : 'must have another form')
  );
}

function isNumber(text: string, { MinValue, MaxValue }: ParameterDefinition): boolean {
  if (!/^-?\d+(\.\d+)?$/.test(text)) return false;
  const number = Number(text);
  return number >= (MinValue ?? number) && number <= (MaxValue ?? number);
}

/** Lists have no length to check. */
function hasLength(text: string, definition: ParameterDefinition): boolean {
  const { MinLength, MaxLength } = definition;
  if (isList(definition)) return true;
  return text.length >= (MinLength ?? 0) && text.length <= (MaxLength ?? 4096);
}

function fitsPattern(text: string, definition: ParameterDefinition): boolean {
  const pattern = patternOf(definition.AllowedPattern ?? '.*');
  return (isList(definition) ? itemsOf(text) : [text]).every((item) => pattern?.test(item) ?? true);
}

/** `null`: Java has an expression that JavaScript does not, such as `(?i)`. */
function patternOf(source: string): RegExp | null {
  try {
    return new RegExp(`^(?:${source})$`, 's');
  } catch {
    return null;
  }
}
