import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from '../runtime';
import { play } from './play';
import { isTestOf, type Mutation, type Requirement } from './requirement';
import { testFilesOf } from './test-files';

/** Breaks the code, one change after the other, and sees whether the requirement's tests notice. */
export function playMutations(chosen: readonly Requirement[]): boolean {
  const copy = copyProject();
  let [noticed, all] = [0, 0];
  try {
    for (const { number, mutations } of chosen) {
      for (const mutation of mutations) {
        all++;
        const failure = survives(copy, number, mutation);
        noticed += Number(failure === null);
        const change = `${mutation.file}: ${firstLine(mutation.find)} → ${firstLine(mutation.replace)}`;
        console.log(`${failure === null ? 'red ' : 'FAIL'} SEC-${number}  ${change}`);
        if (failure !== null) console.log(`       ${failure}`);
      }
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
  console.log(`\n${noticed} of ${all} changes were noticed`);
  return noticed === all;
}

/** @returns `null` when a test failed because of the change, else what is wrong */
function survives(copy: string, number: number, { file, find, replace }: Mutation): string | null {
  const target = path.join(copy, file);
  const original = readFileSync(target, 'utf8');
  if (original.split(find).length !== 2) return 'The text does not stand in the file just once.';
  writeFileSync(
    target,
    original.replace(find, () => replace),
  );
  try {
    const outcomes = play(copy, testFilesOf(number), `SEC-${number}\\b`, true).filter(({ name }) =>
      isTestOf(number, name),
    );
    if (outcomes.length === 0) return 'No test has run.';
    return outcomes.some(({ passed }) => !passed) ? null : 'Every test passes.';
  } finally {
    writeFileSync(target, original);
  }
}

/** What git knows or would add, and the packages by a link. */
function copyProject(): string {
  const copy = mkdtempSync(path.join(tmpdir(), 'mutations-'));
  const list = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
  const { stdout } = spawnSync('git', list, { cwd: projectRoot, encoding: 'utf8' });
  for (const file of stdout.split('\0').filter(Boolean)) {
    mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
    cpSync(path.join(projectRoot, file), path.join(copy, file));
  }
  symlinkSync(path.join(projectRoot, 'node_modules'), path.join(copy, 'node_modules'));
  return copy;
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0] || '(nothing)';
}
