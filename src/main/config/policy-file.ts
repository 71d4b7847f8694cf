import { lstat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { identity } from '../../shared/identity';

/** The file with an administrator's settings for every user of the computer. */
export interface PolicyFile {
  readonly path: string;
  /** The user id that the file and its folders have to belong to; root if left out. */
  readonly owner?: number;
  /** The topmost folder to check; `/` if left out. */
  readonly top?: string;
}

/**
 * Where the policy file is; `undefined` on Windows. There, any user may create folders in `%ProgramData%`, and Node can
 * read neither access control lists nor the registry.
 */
export function policyFile(platform: NodeJS.Platform): PolicyFile | undefined {
  if (platform === 'win32') return undefined;
  const folder = platform === 'darwin' ? '/Library/Application Support' : '/etc';
  return { path: `${folder}/${identity.name}/policy.json` };
}

/**
 * Whether anyone but its owner could have changed the file, or put another one in its place (SEC-74).
 *
 * @returns what is wrong, or `null`; `absent` if there is no such file
 */
export async function policyProblem({
  path,
  owner = 0,
  top = '/',
}: PolicyFile): Promise<string | null> {
  const folders = [dirname(path)];
  while (folders[0] !== undefined && folders[0] !== top && folders[0] !== dirname(folders[0])) {
    folders.unshift(dirname(folders[0]));
  }
  try {
    for (const each of [...folders, path]) {
      // Not `stat`: a symbolic link is refused.
      const found = await lstat(each);
      const isRightKind = each === path ? found.isFile() : found.isDirectory();
      if (!isRightKind) return `is not trusted: ${each} is a link, or not what it should be`;
      if (found.uid !== owner) return `is not trusted: ${each} does not belong to root`;
      if ((found.mode & 0o022) !== 0) return `is not trusted: others than root can change ${each}`;
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'absent' : `cannot be checked: ${code}`;
  }
  return null;
}
