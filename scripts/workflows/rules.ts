import { isMap, parseDocument } from 'yaml';

/** What is looked at in a workflow; actionlint has looked at the rest of its form. */
interface Workflow {
  readonly on?: string | readonly string[] | Readonly<Record<string, unknown>>;
  readonly permissions?: unknown;
  readonly concurrency?: unknown;
  readonly env?: unknown;
  readonly jobs?: Readonly<Record<string, Job>>;
}

interface Job {
  readonly uses?: string;
  readonly permissions?: unknown;
  readonly 'timeout-minutes'?: number;
  readonly environment?: unknown;
  readonly env?: unknown;
  readonly steps?: readonly Step[];
}

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: unknown;
}

/** Events that run with secrets and write access on what strangers send. */
const dangerousEvents = ['pull_request_target', 'workflow_run', 'issue_comment'];

/**
 * What a workflow may not do here, beyond what actionlint knows: one sentence for each mistake.
 *
 * @param text the workflow's YAML
 */
export function mistakesIn(text: string): string[] {
  const document = parseDocument(text);
  if (document.errors.length > 0 || !isMap(document.contents))
    return ['It is no YAML of a workflow.'];
  const workflow = document.toJS() as Workflow;
  const jobs = Object.entries(workflow.jobs ?? {});
  return [
    ...mistakesOfTheWhole(workflow),
    ...jobs.flatMap(([name, job]) =>
      mistakesOfJob(job).map((mistake) => `Job ${name}: ${mistake}`),
    ),
    ...unpinned(text).map((line) => `Not pinned by hash with its version behind it: ${line}`),
  ];
}

function mistakesOfTheWhole(workflow: Workflow): string[] {
  const events = eventsOf(workflow.on);
  return [
    ...dangerousEvents
      .filter((event) => events.includes(event))
      .map((event) => `The event ${event} gives strangers' code our secrets.`),
    ...(isNothing(workflow.permissions) ? [] : ['permissions: {} is missing at the top.']),
    ...(workflow.concurrency === undefined ? ['concurrency is missing.'] : []),
    ...(mentionsSecret(workflow.env) ? ['A secret is in the environment of every job.'] : []),
  ];
}

function mistakesOfJob(job: Job): string[] {
  const steps = job.steps ?? [];
  const hasSecrets = steps.some((step) => mentionsSecret(step.env));
  return [
    ...(job.permissions === undefined ? ['permissions are missing.'] : []),
    ...(job.permissions === 'write-all' ? ['permissions are all there are.'] : []),
    ...(job.uses === undefined && job['timeout-minutes'] === undefined
      ? ['timeout-minutes is missing.']
      : []),
    ...(mentionsSecret(job.env) ? ['A secret is in the environment of every step.'] : []),
    ...(hasSecrets && job.environment === undefined
      ? ['It has secrets, and no environment that guards them.']
      : []),
    ...steps.flatMap(mistakesOfStep),
  ];
}

function mistakesOfStep(step: Step): string[] {
  const isCheckout = step.uses?.startsWith('actions/checkout@') === true;
  return [
    // The shell would run what a title or a branch's name says; a variable is only ever text.
    ...(step.run?.includes('${{') ? ['An expression is in a script; pass it in env.'] : []),
    ...(mentionsSecret(step.with) ? ['A secret is given to an action; pass it in env.'] : []),
    ...(isCheckout && step.with?.['persist-credentials'] !== false
      ? ['A checkout leaves its token behind; say persist-credentials: false.']
      : []),
  ];
}

/** Every line that uses what is not ours, unless as `owner/name@<40 hex digits> # v1.2.3`. */
function unpinned(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim().replace(/^- /, ''))
    .filter((line) => line.startsWith('uses:') && !/^uses: \.\//.test(line))
    .filter((line) => !/^uses: [\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line));
}

function eventsOf(on: Workflow['on']): readonly string[] {
  if (typeof on === 'string') return [on];
  return Array.isArray(on) ? on : Object.keys(on ?? {});
}

function isNothing(permissions: unknown): boolean {
  return typeof permissions === 'object' && JSON.stringify(permissions) === '{}';
}

function mentionsSecret(value: unknown): boolean {
  return /\bsecrets\b/.test(JSON.stringify(value ?? null));
}
