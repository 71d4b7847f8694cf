import { runCommand } from '../run-command';
import type { Step } from '../step';

export const sbom: Step = {
  name: 'sbom',
  what: 'the bill of materials',
  async run() {
    runCommand('npm', ['run', '--silent', 'sbom']);
  },
};
