import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { mutationPage, reportSchema } from './mutation-page';
import { projectRoot } from './runtime';

/**
 * `npm run test:mutation [-- options of Stryker]`: measures, and writes docs/mutation-testing.md. What was measured
 * before and has not changed is taken over from `out/mutation/incremental.json`; `-- --force` measures it again.
 */
const stryker = path.join(projectRoot, 'node_modules/@stryker-mutator/core/bin/stryker.js');
const { status } = spawnSync(process.execPath, [stryker, 'run', ...process.argv.slice(2)], {
  cwd: projectRoot,
  stdio: 'inherit',
});
if (status === 0) {
  const results = readFileSync(path.join(projectRoot, 'out/mutation/incremental.json'), 'utf8');
  const page = mutationPage(
    reportSchema.parse(JSON.parse(results)),
    new Date().toISOString().slice(0, 10),
  );
  writeFileSync(path.join(projectRoot, 'docs/mutation-testing.md'), page);
}
process.exitCode = status ?? 1;
