import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchArguments } from '../src/main/flows/private-scheme/scheme-registration';
import { schemeCommand } from './windows-command';

/**
 * What the Windows installer does beyond copying files: electron-builder registers the scheme of links on
 * macOS and Linux, and leaves Windows to us. The app compares the command with the one that it expects
 * (`src/main/flows/private-scheme/scheme-registration.ts`, SEC-49).
 */
export function installerScript(scheme: string, productName: string): string {
  const key = `Software\\Classes\\${scheme}`;
  const command = schemeCommand([
    `$INSTDIR\\\${APP_EXECUTABLE_FILENAME}`,
    ...launchArguments(null),
  ]);
  return `!macro customInstall
  DeleteRegKey SHELL_CONTEXT "${key}"
  WriteRegStr SHELL_CONTEXT "${key}" "" "URL:${productName.replaceAll(/["$]/g, '')}"
  WriteRegStr SHELL_CONTEXT "${key}" "URL Protocol" ""
  WriteRegStr SHELL_CONTEXT "${key}\\shell\\open\\command" "" '${command}'
!macroend

!macro customUnInstall
  DeleteRegKey SHELL_CONTEXT "${key}"
!macroend
`;
}

/** Writes it where electron-builder finds it. @returns its path */
export function writeInstallerScript(scheme: string, productName: string): string {
  const file = fileURLToPath(new URL('../out/installer.nsh', import.meta.url));
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, installerScript(scheme, productName));
  return file;
}
