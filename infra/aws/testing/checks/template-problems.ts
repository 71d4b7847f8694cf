import { parseTemplate } from '@repo/cloudformation/parse';
import { type Identify, resolveStack } from '@repo/cloudformation/stack';
import { TemplateError } from '@repo/cloudformation/template';
import { enumerationProblems } from './enumerations';
import { specificationProblems } from './specification';
import { stackProblems } from './stack-problems';

/**
 * Whatever is wrong with a template, as far as that can be told without AWS: of the first stack that
 * anything is wrong with.
 * @param parameters each set of them makes a stack that is looked at
 */
export function templateProblems(
  text: string,
  parameters: readonly Readonly<Record<string, string>>[],
  identify: Identify,
): string[] {
  try {
    const template = parseTemplate(text, 'template.yaml');
    for (const given of parameters) {
      const stack = resolveStack(template, { parameters: given, identify });
      const each = Object.entries(stack.resources).flatMap(([logicalId, resource]) =>
        [...specificationProblems(resource), ...enumerationProblems(resource)].map(
          (problem) => `${logicalId}.${problem}`,
        ),
      );
      const problems = [...each, ...stackProblems(stack)];
      if (problems.length > 0) return problems;
    }
    return [];
  } catch (error) {
    if (error instanceof TemplateError) return [error.message];
    throw error;
  }
}
