import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { errorsPage } from './errors-page';
import { projectRoot } from './runtime';

/** `npm run docs`: writes the pages that are made from the code. */
await writeFile(path.join(projectRoot, 'docs/errors.md'), errorsPage());
