import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from '../runtime';
import { unexpectedContents } from './checks/contents';
import { wrongFuses } from './checks/fuses';
import { wrongIntegrity } from './checks/integrity';
import { leftovers } from './checks/leftovers';
import { foreignNativeFiles } from './checks/native';
import { wrongProgramInfo } from './checks/program-info';
import { secretsIn } from './checks/secrets';
import { tooLarge } from './checks/size';
import { unexpectedResources, wrongLanguages } from './checks/surroundings';
import { wrongInfoPlist } from './checks/system-entries';
import type { PackedApp } from './packed-app';

export interface Finding {
  /** What was looked at. */
  readonly check: string;
  /** What is wrong, one sentence each; none when all is well. */
  readonly problems: readonly string[];
}

/** Looks at all of a package. */
export async function inspect(app: PackedApp): Promise<readonly Finding[]> {
  const { layout, target } = app;
  const configuration = readFileSync(path.join(projectRoot, 'electron-builder.yml'), 'utf8');
  const { electronFuses } = parse(configuration) as { electronFuses: Record<string, boolean> };
  const program = target.platform === 'darwin' ? layout.root : layout.executable;
  return [
    { check: 'contents', problems: unexpectedContents(app) },
    { check: 'native files', problems: foreignNativeFiles(app) },
    { check: 'development', problems: leftovers(app) },
    { check: 'secrets', problems: secretsIn(app, { env: process.env, root: projectRoot }) },
    { check: 'size', problems: tooLarge(app) },
    { check: 'beside the archive', problems: unexpectedResources(app) },
    { check: 'languages', problems: wrongLanguages(app) },
    { check: 'integrity', problems: wrongIntegrity(app) },
    { check: 'fuses', problems: await wrongFuses(program, electronFuses) },
    { check: 'names', problems: wrongNames(app) },
  ];
}

/** What the system knows of the app by the program. On Linux that is the menu entry, which is elsewhere. */
function wrongNames({ target, layout }: PackedApp): string[] {
  if (target.platform === 'darwin') return wrongInfoPlist(layout.root);
  return target.platform === 'win32' ? wrongProgramInfo(readFileSync(layout.executable)) : [];
}
