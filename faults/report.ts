import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../scripts/runtime';

/** What came of one scenario. */
export interface Outcome {
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly seconds: number;
  /** Why it failed or was skipped. */
  readonly reason?: string;
}

const file = path.join(projectRoot, 'out', 'faults-report.json');
const signs = { passed: 'ok  ', failed: 'FAIL', skipped: 'skip' } as const;

/** Tells what happens while it happens, and keeps it for `out/faults-report.json`. */
export class Report {
  readonly #outcomes: (Outcome & { readonly group: string })[] = [];
  readonly #total: number;
  #group = '';

  /** @param total how many scenarios there will be */
  constructor(total: number) {
    this.#total = total;
  }

  heading(group: string, count: number): void {
    this.#group = group;
    console.log(`\n── ${group} (${count}) ──`);
  }

  add(one: Outcome): void {
    this.#outcomes.push({ group: this.#group, ...one });
    const number = String(this.#outcomes.length).padStart(String(this.#total).length);
    const place = `${number}/${this.#total}`;
    console.log(`${signs[one.outcome]} ${place} ${one.name} (${one.seconds.toFixed(1)} s)`);
    if (one.reason !== undefined) console.log(`     ${one.reason.replaceAll('\n', '\n     ')}`);
  }

  /** Writes the file and prints the totals. @returns whether all is well */
  finish(): boolean {
    const [passed, failed, skipped] = (['passed', 'failed', 'skipped'] as const).map(
      (kind) => this.#outcomes.filter(({ outcome }) => outcome === kind).length,
    );
    mkdirSync(path.dirname(file), { recursive: true });
    const report = { passed, failed, skipped, scenarios: this.#outcomes };
    writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
    const left = skipped ? `, ${skipped} skipped` : '';
    console.log(`\n${passed} passed, ${failed} failed${left}`);
    return failed === 0 && passed !== 0;
  }
}
