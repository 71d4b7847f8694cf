import type { Requirement } from './requirement';
import { appWindow } from './requirements/app-window';
import { protocol } from './requirements/protocol';
import { redirects } from './requirements/redirects';
import { release } from './requirements/release';
import { signInWindow } from './requirements/sign-in-window';
import { tokens } from './requirements/tokens';

/** The 72 requirements by theme, in the order of their numbers. */
export const themes: readonly {
  readonly title: string;
  readonly requirements: readonly Requirement[];
}[] = [
  { title: 'The protocol', requirements: protocol },
  { title: 'The way back', requirements: redirects },
  { title: 'The sign-in window', requirements: signInWindow },
  { title: "The app's window and its start", requirements: appWindow },
  { title: 'Tokens and the session', requirements: tokens },
  { title: 'Releases and logs', requirements: release },
];

export const requirements: readonly Requirement[] = themes.flatMap((theme) => theme.requirements);
