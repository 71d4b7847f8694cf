import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../dev/project-root';

const generated = ['node_modules', 'out', 'dist', 'test-results', 'playwright-report', '.git'];

/** Every file and folder of the project, from its root and with `/`. */
export const projectFiles: readonly string[] = readdirSync(projectRoot)
  .filter((name) => !generated.includes(name))
  .flatMap((name) => [name, ...filesIn(name)])
  .filter((file) => !file.includes('/node_modules/'));

function filesIn(name: string): string[] {
  const folder = path.join(projectRoot, name);
  if (!statSync(folder).isDirectory()) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) =>
    [name, ...file.split(path.sep)].join('/'),
  );
}
