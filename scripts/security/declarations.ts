import { type ESTree, parseSync, Visitor } from 'vite';

/** The lines of a declaration, from 1, both included. */
export interface Lines {
  readonly start: number;
  readonly end: number;
}

/**
 * What a TypeScript file declares at its top level, by name: functions, classes, constants. A member of a class is
 * named with its class: `Transactions.take`.
 */
export function declarationsIn(file: string, text: string): ReadonlyMap<string, Lines> {
  const program = parsed(file, text);
  const lineAt = (offset: number) => text.slice(0, offset).split('\n').length;
  const found = program.body.flatMap(declared);
  return new Map(
    found.map(([name, { start, end }]) => [name, { start: lineAt(start), end: lineAt(end) }]),
  );
}

type Declared = readonly [name: string, node: ESTree.Span];

function declared(statement: ESTree.Statement | ESTree.Declaration): Declared[] {
  switch (statement.type) {
    case 'ExportNamedDeclaration':
      return statement.declaration === null ? [] : declared(statement.declaration);
    case 'FunctionDeclaration':
      return statement.id === null ? [] : [[statement.id.name, statement]];
    case 'VariableDeclaration':
      return statement.declarations.flatMap((each) =>
        each.id.type === 'Identifier' ? [[each.id.name, each] as const] : [],
      );
    case 'ClassDeclaration':
      return statement.id === null ? [] : classAndMembers(statement.id.name, statement);
    default:
      return [];
  }
}

function classAndMembers(name: string, node: ESTree.Class): Declared[] {
  const members = node.body.body.flatMap((member) =>
    'key' in member && 'name' in member.key && typeof member.key.name === 'string'
      ? [
          [
            `${name}.${member.key.type === 'PrivateIdentifier' ? '#' : ''}${member.key.name}`,
            member,
          ] as const,
        ]
      : [],
  );
  return [[name, node], ...members];
}

/** Every text in a TypeScript file that is no comment: the names of tests are among them. */
export function textsIn(file: string, text: string): string[] {
  const texts: string[] = [];
  new Visitor({
    Literal: ({ value }) => {
      if (typeof value === 'string') texts.push(value);
    },
    TemplateElement: ({ value }) => {
      texts.push(value.raw);
    },
  }).visit(parsed(file, text));
  return texts;
}

/** @throws Error when the file is no TypeScript */
function parsed(file: string, text: string): ESTree.Program {
  const { program, errors } = parseSync(file, text);
  const [error] = errors;
  if (error !== undefined) throw new Error(`${file}: ${error.message}`);
  return program;
}
