import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { projectRoot } from '../../dev/project-root';
import { type Break, breaks } from './breaks';
import { requirements } from './requirements';

/** Changes the code as it is loaded; the file stays as it is. */
const broken = ({ file, code, broken }: Break) => ({
  name: 'break',
  enforce: 'pre' as const,
  transform(text: string, id: string) {
    if (id.split('?')[0] !== path.join(projectRoot, file)) return null;
    const [before, after, ...others] = text.split(code);
    if (before === undefined || after === undefined || others.length > 0) {
      throw new Error(`${file} has to contain this once: ${code}`);
    }
    return before + broken + after;
  },
});

/** The unit tests of the requirement next to the code. */
const testsOf = (requirement: number) =>
  requirements
    .filter(({ number }) => number === requirement)
    .flatMap(({ tests }) => tests.filter((file) => /^src\/main\/.*\.test\.ts$/.test(file)));

/** Runs the tests of each break's requirement against the broken code: one project for each. */
export default defineConfig({
  root: projectRoot,
  test: {
    projects: breaks.map((each) => ({
      plugins: [broken(each)],
      test: {
        name: String(each.requirement),
        isolate: false,
        include: testsOf(each.requirement),
        setupFiles: ['scripts/security/own-tests-only.ts'],
        env: { SECURITY_REQUIREMENT: String(each.requirement) },
      },
    })),
  },
});
