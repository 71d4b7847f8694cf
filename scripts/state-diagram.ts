import { transitions } from '../src/main/auth/session-state';

const [begin, end] = ['<!-- state diagram: npm run docs -->', '<!-- end of state diagram -->'];

/** The diagram of the states (Mermaid, which GitHub draws), from the table that the app itself uses. */
export function stateDiagram(): string {
  const changes = Object.entries(transitions).flatMap(([from, to]) =>
    Object.entries(to).map(([kind, why]) => `    ${id(from)} --> ${id(kind)}: ${why}`),
  );
  const names = Object.keys(transitions).map((kind) => `    state "${kind}" as ${id(kind)}`);
  const starts = ['misconfigured', 'restoring'].map((kind) => `    [*] --> ${id(kind)}: launch`);
  return ['```mermaid', 'stateDiagram-v2', ...names, ...starts, ...changes, '```'].join('\n');
}

/** The page with the diagram that it should have. */
export function withStateDiagram(page: string): string {
  const [before, rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) {
    throw new Error(`docs/architecture.md lacks its lines "${begin}" and "${end}".`);
  }
  return `${before}${begin}\n${stateDiagram()}\n${end}${after}`;
}

/** Mermaid takes a hyphen for the start of an arrow. */
function id(kind: string): string {
  return kind.replaceAll('-', '_');
}
