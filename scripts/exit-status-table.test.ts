import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { options } from '../infra/aws/deploy/command-line';
import packages from '../package.json';
import { withExitStatuses } from './exit-status-table';

const readme = readFileSync(new URL('../infra/aws/README.md', import.meta.url), 'utf8');

test('infra/aws/README.md has the exit statuses of the commands; npm run docs brings it up to date', () => {
  expect(readme).toBe(withExitStatuses(readme));
  expect(readme).toContain('| 11 | the domain prefix belongs to somebody else |');
  expect(() => withExitStatuses('nothing')).toThrow('no place for the exit statuses');
});

test('infra/aws/README.md names every command and every option, and npm has them', () => {
  for (const [verb, of] of Object.entries(options)) {
    expect(readme).toContain(`npm run aws:${verb}`);
    expect(packages.scripts).toHaveProperty(`aws:${verb}`, `tsx infra/aws/cli.ts ${verb}`);
    for (const option of Object.keys(of)) {
      if (option !== 'help') expect(readme, option).toContain(`\`--${option}`);
    }
  }
});
