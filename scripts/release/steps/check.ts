import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../runtime';
import { entryOf, readChangelog } from '../changelog';
import { toDoBeforeRelease } from '../readiness';
import { git } from '../run-command';
import type { Step } from '../step';

/** In a dry run what is still to do is told; before a release it is an error. */
export const check: Step = {
  name: 'check',
  what: 'tag, version, changelog and git agree',
  async run({ version, tag, isDryRun, say }) {
    const toDo = toDoBeforeRelease({
      version,
      lockedVersion: lockedVersion(),
      tag,
      entry: entryOf(readChangelog(), version),
      changes: git('status', '--porcelain').split('\n').filter(Boolean),
      isOnMain: isOnMain(),
    });
    if (toDo.length === 0) say(`${tag} may be released.`);
    else if (isDryRun) say(['To do before a release:', ...toDo].join('\n  '));
    else throw new Error(['This can’t be released:', ...toDo].join('\n  '));
  },
};

function lockedVersion(): string {
  const file = path.join(projectRoot, 'package-lock.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/** Of the main branch as it was fetched last; without a remote, of the one here. */
function isOnMain(): boolean {
  const branches = git('branch', '--all', '--contains', 'HEAD', '--format=%(refname)').split('\n');
  const mains = git('for-each-ref', '--format=%(refname)', 'refs/remotes/origin/main').split('\n');
  return branches.includes(mains[0] || 'refs/heads/main');
}
