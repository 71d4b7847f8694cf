import { evaluate } from '@repo/cloudformation/evaluate';
import { parameterValues } from '@repo/cloudformation/parameters';
import { resolveResource, scopeOf } from '@repo/cloudformation/stack';
import { TemplateError } from '@repo/cloudformation/template';
import { describe, expect, it } from 'vitest';
import { awsTemplate, identify, stackOf } from './testing/aws-template';
import { enumerationProblems } from './testing/checks/enumerations';
import { specificationProblems } from './testing/checks/specification';
import { stackProblems } from './testing/checks/stack-problems';
import { choices, combinations } from './testing/choices';
import { parametersBehind } from './testing/parameters-behind';

const { resources, outputs } = awsTemplate;

/** What an entry comes to hangs on the parameters behind it alone, so their combinations are all there are. */
function scopes(entry: unknown) {
  return combinations(parametersBehind(entry, awsTemplate)).map((given) => ({
    given: JSON.stringify(given),
    scope: scopeOf(awsTemplate, parameterValues(awsTemplate, given), { identify }),
  }));
}

describe('every combination of the conditions', () => {
  it('is made of every parameter that decides one, with all of its values', () => {
    expect(parametersBehind(resources, awsTemplate).sort()).toEqual(Object.keys(choices).sort());
    for (const [parameter, { AllowedValues, Default }] of Object.entries(awsTemplate.parameters)) {
      const values = choices[parameter]?.map((choice) => choice[parameter] ?? Default);
      if (values && AllowedValues) expect(values.sort()).toEqual([...AllowedValues].sort());
    }
    expect(combinations(['Tier', 'BouncePage'])).toHaveLength(6);
  });

  it.each(Object.entries(resources))('leaves the resource %s whole', (_, definition) => {
    const seen = new Set<string>();
    for (const { given, scope } of scopes(definition)) {
      if (definition.Condition !== undefined && !scope.condition(definition.Condition)) continue;
      const resource = resolveResource(definition, scope);
      if (seen.has(JSON.stringify(resource))) continue;
      seen.add(JSON.stringify(resource));
      expect([...specificationProblems(resource), ...enumerationProblems(resource)], given).toEqual(
        [],
      );
    }
    expect(seen.size).toBeGreaterThan(0);
  });

  it.each(Object.entries(outputs))('leaves the output %s whole', (_, definition) => {
    for (const { given, scope } of scopes(definition)) {
      if (definition.Condition !== undefined && !scope.condition(definition.Condition)) continue;
      expect(evaluate(definition.Value, scope), given).toMatch(/^\S/);
    }
  });

  it('leaves the resources in agreement, whichever two parameters are chosen', () => {
    const names = Object.keys(choices);
    const pairs = names.flatMap((one, index) =>
      names.slice(index + 1).flatMap((other) => combinations([one, other])),
    );
    const agreeing = new Set<string>();
    for (const given of pairs) {
      const key = JSON.stringify(given);
      if (agreeing.has(key) || breaksRule(given)) continue;
      agreeing.add(key);
      expect(stackProblems(stackOf(given)), key).toEqual([]);
    }
    expect(agreeing.size).toBeGreaterThan(130);
  });
});

function breaksRule(given: Record<string, string>): boolean {
  const { Tier, CustomDomain, DomainPrefix } = given;
  const needsMore = given.Branding !== 'classic' || given.RefreshTokenRotation !== 'off';
  const breaks =
    (Tier === 'LITE' && needsMore) || (CustomDomain !== undefined && DomainPrefix !== undefined);
  if (breaks) expect(() => stackOf(given)).toThrow(TemplateError);
  return breaks;
}
