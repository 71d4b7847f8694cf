import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { withIdentity } from './bounce-page';
import { conformancePage } from './conformance-page';
import { errorsPage } from './errors-page';
import { withExitStatuses } from './exit-status-table';
import { projectRoot } from './runtime';
import { withStateDiagram } from './state-diagram';
import { withParameters } from './template-table';

/** `npm run docs`: writes the pages, and the parts of pages, that are made from the code. */
const inDocs = (name: string) => path.join(projectRoot, 'docs', name);
await writeFile(inDocs('errors.md'), errorsPage());
await writeFile(inDocs('conformance.md'), conformancePage());
const architecture = await readFile(inDocs('architecture.md'), 'utf8');
await writeFile(inDocs('architecture.md'), withStateDiagram(architecture));
const bouncePage = path.join(projectRoot, 'infra/bounce/index.html');
await writeFile(bouncePage, withIdentity(await readFile(bouncePage, 'utf8')));
const aws = path.join(projectRoot, 'infra/aws/README.md');
await writeFile(aws, withExitStatuses(withParameters(await readFile(aws, 'utf8'))));
