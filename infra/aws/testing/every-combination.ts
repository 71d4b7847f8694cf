import { TemplateError } from '../../cloudformation/template';
import { limitProblems } from '../checks/limits';
import { specificationProblems } from '../checks/specification';
import { stackProblems } from '../checks/stack-problems';
import { awsTemplate, stackOf } from './aws-template';
import { choices, combinations } from './choices';

/**
 * `npm run aws:combinations`: checks the stack of every combination of all the choices, one by one. The unit tests
 * look at every combination behind each resource, and at the resources' agreement by twos: this takes a minute instead
 * of a second, and leaves nothing to reasoning.
 */
const given = new Map(
  combinations(Object.keys(choices)).map((each) => [
    JSON.stringify(Object.entries(each).sort()),
    each,
  ]),
);
const rules = Object.values(awsTemplate.rules).flatMap((rule) =>
  rule.Assertions.map(({ AssertDescription }) => String(AssertDescription)),
);
const checked = new Set<string>();
let refused = 0;
let wrong = 0;

function problemsOf(parameters: Readonly<Record<string, string>>): string[] {
  const stack = stackOf(parameters);
  const each = Object.values(stack.resources).flatMap((resource) => {
    const text = JSON.stringify(resource);
    if (checked.has(text)) return [];
    checked.add(text);
    return [...specificationProblems(resource), ...limitProblems(resource)];
  });
  return [...each, ...stackProblems(stack)];
}

function report(name: string, problems: readonly string[]): void {
  wrong++;
  console.error([name, ...problems].join('\n  '));
}

for (const [name, parameters] of given) {
  try {
    const problems = problemsOf(parameters);
    if (problems.length > 0) report(name, problems);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    if (rules.some((rule) => error.message.endsWith(rule))) refused++;
    else report(name, [error.message]);
  }
}

const made = given.size - refused;
console.log(
  `${given.size} combinations: ${refused} refused by the template's rules, ${made} stacks`,
);
console.log(`of ${checked.size} different resources; ${wrong} with a mistake`);
process.exitCode = wrong === 0 && made > 0 ? 0 : 1;
