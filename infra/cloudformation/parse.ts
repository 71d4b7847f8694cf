import { LineCounter, parseDocument, type Tags } from 'yaml';
import { expandLoops } from './loops';
import { intrinsicTags } from './tags';
import { type Template, TemplateError, templateFile } from './template';

/**
 * Reads a template in YAML or JSON (template-anatomy). Of macros (`Transform`), only the loops of
 * `AWS::LanguageExtensions` are expanded.
 * @param name the file, for messages
 * @param given values of parameters, for loops over them
 * @throws TemplateError with the place and what was expected there
 */
export function parseTemplate(
  text: string,
  name: string,
  given: Readonly<Record<string, string>> = {},
): Template {
  const json = expandLoops(parseYaml(text, name), given);
  const result = templateFile.safeParse(json);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new TemplateError(`${name}: ${issue?.path.join('.') || 'the file'}: ${issue?.message}.`);
  }
  const { Parameters, Rules, Mappings, Conditions, Resources, Outputs, Transform } = result.data;
  return {
    name,
    macros: [Transform ?? []].flat().map((macro) => macroName(macro)),
    parameters: Parameters,
    rules: Rules,
    mappings: Mappings,
    conditions: Conditions,
    resources: Resources,
    outputs: Outputs,
  };
}

/** A macro is named by a text, or by an object if it has parameters. */
function macroName(macro: unknown): string {
  const { Name = macro } = Object(macro) as { Name?: unknown };
  return String(Name);
}

/** Tags of YAML 1.1 that CloudFormation does without (template-formats). */
const withoutTags = ['binary', 'omap', 'pairs', 'set', 'timestamp'];

function isKept(tag: Tags[number]): boolean {
  return (
    typeof tag === 'string' || !withoutTags.some((each) => tag.tag === `tag:yaml.org,2002:${each}`)
  );
}

/** `y` and `n` are booleans in YAML 1.1, but not in the libraries that read it, such as PyYAML and SnakeYAML. */
function withoutLetters(tag: Tags[number]): Tags[number] {
  if (typeof tag === 'string' || tag.collection !== undefined) return tag;
  if (tag.tag !== 'tag:yaml.org,2002:bool' || tag.test === undefined) return tag;
  return { ...tag, test: new RegExp(`^(?!.$)${tag.test.source}`) };
}

/**
 * CloudFormation reads YAML 1.1, where an unquoted `on`, `no` or `0644` is not a text. Aliases and merge keys
 * are resolved by `aws cloudformation package` and `sam deploy`, before CloudFormation sees them.
 */
function parseYaml(text: string, name: string): unknown {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, {
    version: '1.1',
    merge: true,
    // The last one counts. Many templates have some.
    uniqueKeys: false,
    customTags: (tags) => [...tags.filter(isKept).map(withoutLetters), ...intrinsicTags],
    lineCounter,
    prettyErrors: false,
  });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem) {
    const { line, col } = lineCounter.linePos(problem.pos[0]);
    throw new TemplateError(`${name}: line ${line}, column ${col}: ${problem.message}.`);
  }
  try {
    const json: unknown = document.toJS();
    JSON.stringify(json);
    return json;
  } catch {
    // One without an anchor, one inside itself, or more than any template needs.
    throw new TemplateError(`${name}: an alias cannot be resolved.`);
  }
}
