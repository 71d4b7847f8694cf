import { allowedFiles } from '../allow-list';
import type { PackedApp } from '../packed-app';

/** Files that are on no list, or there twice, or missing. @returns one sentence each */
export function unexpectedContents({ target, files }: PackedApp): string[] {
  const allowed = allowedFiles(target);
  const extra = files
    .filter(({ name, isListed }) => !isListed || !allowed.some(({ pattern }) => pattern.test(name)))
    .map(({ name }) => `${name} is on no list of files that a package has`);
  const counts = allowed.flatMap(({ pattern, purpose }) => {
    const found = files.filter(({ name }) => pattern.test(name));
    if (found.length === 1) return [];
    const names = found.map(({ name }) => name).join(', ');
    return [
      found.length === 0 ? `${pattern} is missing (${purpose})` : `one of ${names} is too many`,
    ];
  });
  return [...extra, ...counts];
}
