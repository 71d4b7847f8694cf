import { getRuntime } from '../runtime';

let chosen: string | undefined;

/** `app.name`: productName, else name, of the app's package.json, until the app sets another. */
export function appName(): string {
  const { productName, name } = getRuntime().packageJson;
  return chosen ?? productName ?? name ?? 'Electron';
}

export function setAppName(name: string): void {
  chosen = name;
}
