import { nameOf, type Target } from './targets';

/** A file that a package has to have, and what it is for. */
export interface AllowedFile {
  readonly pattern: RegExp;
  /** For people, in the table of docs/releases.md. */
  readonly purpose: string;
}

const bundled = (end: string) => `-[\\w-]{8}\\.${end}$`;

/**
 * Every file of ours in a package. Each is there exactly once: one more, and it is shipped without being
 * run; one less, and the app doesn't start.
 */
export function allowedFiles(target: Target): readonly AllowedFile[] {
  const keytar = '^node_modules/keytar/';
  const rows: [pattern: string, purpose: string][] = [
    ['^out/main/index\\.cjs$', 'the main process: settings, sign-in, keychain, windows'],
    ['^out/main/updater-engine\\.cjs$', 'fetches updates; no start reads it'],
    ['^out/preload/index\\.cjs$', 'the bridge between page and main process'],
    ['^out/renderer/index\\.html$', 'the page'],
    [`^out/renderer/assets/index${bundled('js')}`, 'what the page runs, with React'],
    [`^out/renderer/assets/index${bundled('css')}`, 'how it looks'],
    [`^out/renderer/assets/mark${bundled('svg')}`, 'its picture'],
    [`${keytar}prebuilds/${nameOf(target)}/keytar\\.node$`, 'the keychain, native'],
    [`${keytar}lib/keytar\\.js$`, 'loads the keychain module'],
    [`${keytar}package\\.json$`, 'says where its entry is'],
    [`${keytar}LICENSE\\.md$`, 'its licence'],
    ['^package\\.json$', 'name, version and entry of the app'],
    ['^LICENSE$', 'our licence'],
    ['^out/main/licenses\\.md$', 'the licences of what the main process is bundled with'],
    ['^out/renderer/licenses\\.md$', 'those of what the page is'],
  ];
  return rows.map(([pattern, purpose]) => ({ pattern: new RegExp(pattern), purpose }));
}
