import path from 'node:path';
import type { Node } from 'typescript/unstable/ast';
import * as is from 'typescript/unstable/ast/is';
import { API, type Checker, type Symbol as Declared, type Type } from 'typescript/unstable/sync';
import { projectRoot } from '../../dev/project-root';

/**
 * Everything of Electron that `src/` uses, without its tests. TypeScript resolves the names to those in `electron.d.ts`:
 * `App.quit` (method, property or option), `App 'login'` (event), `BrowserWindow constructor`,
 * `Role about` (of a menu item), `Switch x` (a literal one), `Environment ELECTRON_X`. Options count if the object has a type
 * of Electron's where it is written; a `const` without a type hides them.
 */
export function electronUses(): ReadonlySet<string> {
  const config = path.join(projectRoot, 'src/tsconfig.json');
  const api = new API({ cwd: projectRoot });
  try {
    const project = api.updateSnapshot({ openProjects: [config] }).getProject(config);
    if (project === undefined) throw new Error(`TypeScript finds no project in ${config}.`);
    const found = new Set<string>();
    for (const file of project.program.getSourceFileNames()) {
      const isOurs = !path.relative(path.dirname(config), file).startsWith('..');
      const source = isOurs ? project.program.getSourceFile(file) : undefined;
      if (source !== undefined) collect(source, project.checker, found);
    }
    return found;
  } finally {
    api.close();
  }
}

function collect(node: Node, checker: Checker, found: Set<string>): void {
  for (const use of usesIn(node, checker)) found.add(use);
  node.forEachChild((child) => collect(child, checker, found));
}

/** What a node uses, without its children. */
function usesIn(node: Node, checker: Checker): string[] {
  if (is.isPropertyAccessExpression(node)) return member(checker.getSymbolAtLocation(node.name));
  if (is.isBindingElement(node) && is.isObjectBindingPattern(node.parent)) {
    const name = node.propertyName ?? node.name;
    return name === undefined
      ? []
      : property(checker, checker.getTypeAtLocation(node.parent), name);
  }
  if (is.isObjectLiteralExpression(node)) {
    const type = checker.getContextualType(node);
    return node.properties.flatMap((each) => {
      if (!is.isPropertyAssignment(each) && !is.isShorthandPropertyAssignment(each)) return [];
      const option = property(checker, type, each.name);
      if (!option[0]?.endsWith('.role') || !is.isPropertyAssignment(each)) return option;
      return literals(checker.getTypeAtLocation(each.initializer)).map((role) => `Role ${role}`);
    });
  }
  if (is.isNewExpression(node)) {
    const type = checker.getTypeAtLocation(node)?.getSymbol();
    return isOfElectron(type) ? [`${type.name} constructor`] : [];
  }
  if (is.isCallExpression(node) && is.isPropertyAccessExpression(node.expression)) {
    const method = memberName(checker.getSymbolAtLocation(node.expression.name)) ?? '';
    const [first] = node.arguments;
    return first === undefined ? [] : firstArgument(checker, method, first);
  }
  const isName = is.isIdentifier(node) || is.isStringLiteral(node);
  return isName && /^ELECTRON_[A-Z_]+$/.test(node.text) ? [`Environment ${node.text}`] : [];
}

function isOfElectron(symbol: Declared | undefined): symbol is Declared {
  return symbol?.declarations[0]?.path.endsWith('/electron/electron.d.ts') === true;
}

const listening = /\.(?:on|once|off|addListener|removeListener)$/;

/** `Owner.name`, or nothing for a name that Electron does not declare, and for methods that take an event's name. */
function member(symbol: Declared | undefined): string[] {
  const name = memberName(symbol);
  return name === undefined || (listening.test(name) && !name.startsWith('Ipc')) ? [] : [name];
}

function memberName(symbol: Declared | undefined): string | undefined {
  if (!isOfElectron(symbol)) return undefined;
  let owner = symbol.declarations[0]?.resolve()?.parent;
  while (owner !== undefined && !isNamed(owner)) owner = owner.parent;
  return owner?.name && `${owner.name.text}.${symbol.name}`;
}

function isNamed(node: Node) {
  return (
    is.isInterfaceDeclaration(node) ||
    is.isClassDeclaration(node) ||
    is.isTypeAliasDeclaration(node)
  );
}

/** The members with this name in a type, or in the parts of a union. */
function property(checker: Checker, type: Type | undefined, name: Node): string[] {
  if (type === undefined || !is.isIdentifier(name)) return [];
  const parts = type.isUnionType() ? type.getTypes() : [type];
  return parts.flatMap((part) => member(checker.getPropertyOfType(part, name.text)));
}

/** `Owner 'event'` for a call of a method like `on`; `Switch name`. The channels of IPC are the app's own names. */
function firstArgument(checker: Checker, method: string, argument: Node): string[] {
  if (method.startsWith('CommandLine.')) {
    return is.isStringLiteral(argument) ? [`Switch ${argument.text}`] : [];
  }
  const owner = method.replace(listening, '');
  // The events of `process` are Node's.
  if (owner === method || owner === 'Process' || owner.startsWith('Ipc')) return [];
  return literals(checker.getTypeAtLocation(argument)).map((event) => `${owner} '${event}'`);
}

/** @throws Error for an event or a role whose name is not known before the app runs */
function literals(type: Type | undefined): string[] {
  if (type?.isUnionType()) return type.getTypes().flatMap(literals);
  if (!type?.isStringLiteralType())
    throw new Error('The name of an event or a role is no literal.');
  return [type.value];
}
