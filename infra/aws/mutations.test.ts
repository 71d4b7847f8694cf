import { describe, expect, it } from 'vitest';
import { awsTemplate, identify, templateText } from './testing/aws-template';
import { templateProblems } from './testing/checks/template-problems';
import { choices, combinations } from './testing/choices';
import { mutated, mutations } from './testing/mutations';

const options = ['ConfirmUsers', 'GoogleClientId', 'SamlMetadataUrl', 'BouncePage', 'Logs'];

/** One stack with everything, then one for each choice. */
const stacks = [
  { Tier: 'PLUS', ...combinations(options).at(-1) },
  ...Object.values(choices).flat(),
];

const problems = (text: string) => templateProblems(text, stacks, identify);

describe('a mistake in the template', () => {
  it('is not there yet', () => {
    expect(problems(templateText)).toEqual([]);
  });

  it('has been tried in every resource and section', () => {
    const tried = [...new Set(mutations.map(({ where }) => where))];
    const sections = ['Parameters', 'Rules', 'Mappings', 'Conditions', 'Outputs'];
    expect(tried.sort()).toEqual([...Object.keys(awsTemplate.resources), ...sections].sort());
  });

  it.each(mutations)('is caught in $where: $replace', (mutation) => {
    const found = problems(mutated(templateText, mutation));
    expect(found).not.toEqual([]);
    expect(found.join('\n')).toMatch(mutation.said);
  });
});
