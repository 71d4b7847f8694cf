import { allowedFiles } from './allow-list';
import type { PackedApp } from './packed-app';
import { nameOf } from './targets';

const [begin, end] = ['<!-- package:begin -->', '<!-- package:end -->'];
/** A part of a size by which the page may be off before it counts as stale. */
const tolerance = 0.05;

/** The tables of docs/releases.md: how large each package is, and what its largest files are for. */
export function reportOf(apps: readonly PackedApp[]): string {
  const first = apps[0];
  if (first === undefined) throw new Error('There is no package to report on.');
  const rows = apps.map(({ target, files, payload }) => {
    const native = files.filter(({ isUnpacked }) => isUnpacked);
    const beside = native.reduce((sum, { size }) => sum + size, 0);
    return [
      nameOf(target),
      `${files.length} files`,
      inKb(payload - beside),
      inKb(beside),
      inKb(payload),
    ];
  });
  return [
    ...table(['package', 'of ours', 'archive (kB)', 'beside it (kB)', 'together (kB)'], rows),
    '',
    `The ten largest of ${nameOf(first.target)}:`,
    '',
    ...table(['file', 'kB', 'what for'], largest(first)),
  ].join('\n');
}

function largest({ target, files }: PackedApp): (string | number)[][] {
  const allowed = allowedFiles(target);
  return files
    .map(({ name, size }) => ({
      size: inKb(size),
      // The hash in a name changes with every change of the content.
      name: name.replace(/-[\w-]{8}(\.\w+)$/, '-*$1'),
      purpose: allowed.find(({ pattern }) => pattern.test(name))?.purpose ?? '',
    }))
    .sort((one, other) => other.size - one.size || one.name.localeCompare(other.name, 'en'))
    .slice(0, 10)
    .map(({ name, size, purpose }) => [`\`${name}\``, size, purpose]);
}

/** In thousands of bytes, and 1 for less. */
function inKb(bytes: number): number {
  return Math.max(1, Math.round(bytes / 1000));
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}

/** The page with this report in it. @throws Error when the page has no place for it */
export function withReport(page: string, report: string): string {
  const [before, after] = [page.indexOf(begin), page.indexOf(end)];
  if (before < 0 || after < before) throw new Error(`docs/releases.md has no ${begin} … ${end}.`);
  return `${page.slice(0, before)}${begin}\n${report}\n${page.slice(after)}`;
}

/** Whether the page tells the same, but for sizes that are a little off. */
export function isCurrent(page: string, report: string): boolean {
  const text = (of: string) => of.replaceAll(/\| \d+ (?=\|)/g, '| N ');
  const sizes = (of: string) => [...of.matchAll(/(?<=\| )\d+(?= \|)/g)].map(Number);
  const wanted = withReport(page, report);
  if (text(page) !== text(wanted)) return false;
  const [old, now] = [sizes(page), sizes(wanted)];
  return now.every((size, index) => {
    const difference = Math.abs(size - (old[index] ?? 0));
    return difference <= Math.max(1, size * tolerance);
  });
}
