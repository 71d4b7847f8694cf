import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { checksumsFile, differences, subjectsOf } from '../checksums';
import { draftFolder, readWrittenBy, releaseFolder } from '../places';
import type { Step } from '../step';

/** What is attested; GitHub adds the predicate (workflow, commit, runner) and signs it, which only it can. */
export const provenance: Step = {
  name: 'provenance',
  what: 'the files that GitHub attests where they come from',
  async run({ say }) {
    const sums = readWrittenBy('checksums', path.join(releaseFolder, checksumsFile));
    const wrong = differences(releaseFolder, sums);
    if (wrong.length > 0) {
      throw new Error(
        `${checksumsFile} is out of date: ${wrong.join(' ')} Run the step checksums.`,
      );
    }
    const statement = {
      _type: 'https://in-toto.io/Statement/v1',
      subject: subjectsOf(sums),
      predicateType: 'https://slsa.dev/provenance/v1',
    };
    mkdirSync(draftFolder, { recursive: true });
    const text = `${JSON.stringify(statement, null, 2)}\n`;
    writeFileSync(path.join(draftFolder, 'provenance.json'), text);
    say(text.trimEnd());
  },
};
