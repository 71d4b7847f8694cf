import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { entryOf, readChangelog } from '../changelog';
import { draftOf } from '../draft';
import { draftFolder } from '../places';
import type { Step } from '../step';

/** Writes what the release says. The workflow's last job hands it to GitHub, as a draft that a person publishes. */
export const draft: Step = {
  name: 'draft',
  what: 'title and notes of the draft release',
  async run({ version, env, say }) {
    const entry = entryOf(readChangelog(), version);
    if (entry === null) {
      throw new Error(`CHANGELOG.md says nothing of ${version}; the step check tells what to do.`);
    }
    const { title, notes, isPrerelease } = draftOf(entry, env.GITHUB_REPOSITORY ?? 'OWNER/NAME');
    mkdirSync(draftFolder, { recursive: true });
    writeFileSync(path.join(draftFolder, 'title.txt'), title);
    writeFileSync(path.join(draftFolder, 'notes.md'), notes);
    writeFileSync(path.join(draftFolder, 'prerelease.txt'), String(isPrerelease));
    say(`${title}${isPrerelease ? ' (a pre-release)' : ''}\n\n${notes.trimEnd()}`);
  },
};
