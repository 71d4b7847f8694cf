import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../runtime';
import { lintWorkflows } from './actionlint';
import { mistakesIn } from './rules';

/** `npm run lint:workflows`: actionlint, then our own rules. Exit status 1 when either finds something. */
const folder = path.join(projectRoot, '.github/workflows');
const { isFine, output } = lintWorkflows(projectRoot, '.github/workflows/*.yml');
console.log(output.trimEnd());
const mistakes = readdirSync(folder).flatMap((name) =>
  mistakesIn(readFileSync(path.join(folder, name), 'utf8')).map((mistake) => `${name}: ${mistake}`),
);
for (const mistake of mistakes) console.log(mistake);
if (mistakes.length === 0) console.log('✓ Our own rules for workflows are kept');
process.exitCode = isFine && mistakes.length === 0 ? 0 : 1;
