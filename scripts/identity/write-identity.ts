import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../dev/runtime';
import { identityFiles } from './identity-files';

/** Part of `npm run docs`: writes the names of `src/shared/identity.ts` into the files that can't read it. */
for (const [name, withIdentity] of Object.entries(identityFiles)) {
  const file = path.join(projectRoot, name);
  writeFileSync(file, withIdentity(readFileSync(file, 'utf8')));
}
