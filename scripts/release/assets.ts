/** One of each has to be in a release; electron-builder.yml says which are made. */
export const packageKinds = ['.exe', '.dmg', '.zip', '.AppImage', '.deb', '.rpm'] as const;

/** Beside the packages: what the updater reads, and the parts of a package that it need not load again. */
const forUpdates = /^(latest|alpha|beta)[\w-]*\.yml(\.sig)?$|\.blockmap$/;

/** Whether electron-builder made a file for people and their computers, or for those who debug it. */
export function isAsset(name: string): boolean {
  return packageKinds.some((kind) => name.endsWith(kind)) || forUpdates.test(name);
}

/** @returns the kinds of packages of which there is none */
export function missingKinds(names: readonly string[]): string[] {
  return packageKinds.filter((kind) => !names.some((name) => name.endsWith(kind)));
}

/** @returns the names with a character in whose place GitHub puts a dot */
export function renamedByGitHub(names: readonly string[]): string[] {
  return names.filter((name) => !/^[\w.+-]+$/.test(name));
}
