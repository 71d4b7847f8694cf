import { type ParameterDefinition, type Template, TemplateError } from './template';

/** As `Ref` gives it: numbers as numbers, lists as lists. */
export type ParameterValue = string | number | readonly string[];

/**
 * The values of all parameters: what was given, checked as CloudFormation does before it makes
 * anything, and defaults for the rest (parameters-section-structure).
 * @param given as on a command line; a list with commas
 * @throws TemplateError naming the parameter and what it must be
 */
export function parameterValues(
  { name, parameters }: Template,
  given: Readonly<Record<string, string>>,
): Record<string, ParameterValue> {
  for (const unknown of Object.keys(given)) {
    if (Object.hasOwn(parameters, unknown)) continue;
    const known = Object.keys(parameters).join(', ');
    throw new TemplateError(`${name} has no parameter ${unknown}. It has: ${known}.`);
  }
  return Object.fromEntries(
    Object.entries(parameters).map(([parameter, definition]) => {
      const text = given[parameter] ?? definition.Default;
      if (text === undefined) throw new TemplateError(`${name}: ${parameter} has to be given.`);
      const problem = problemOf(String(text), definition);
      if (problem !== null) {
        const value = definition.NoEcho ? 'what was given' : `"${text}"`;
        throw new TemplateError(`${name}: ${parameter} ${problem}, not ${value}.`);
      }
      return [parameter, refValueOf(String(text), definition)];
    }),
  );
}

function refValueOf(text: string, { Type }: ParameterDefinition): ParameterValue {
  if (Type === 'Number') return Number(text);
  return Type === 'String' ? text : itemsOf(text);
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
  const { AllowedValues: allowed } = definition;
  if (allowed && !allowed.map(String).includes(text)) return `must be one of ${allowed.join(', ')}`;
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
function hasLength(text: string, { Type, MinLength, MaxLength }: ParameterDefinition): boolean {
  if (Type === 'CommaDelimitedList') return true;
  return text.length >= (MinLength ?? 0) && text.length <= (MaxLength ?? 4096);
}

function fitsPattern(text: string, { Type, AllowedPattern }: ParameterDefinition): boolean {
  if (AllowedPattern === undefined) return true;
  const pattern = new RegExp(`^(?:${AllowedPattern})$`);
  return (Type === 'String' ? [text] : itemsOf(text)).every((item) => pattern.test(item));
}
