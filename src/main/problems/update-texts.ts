import type { ProblemCode } from '../../shared/problem';
import { type Describe, lasting, passing } from './problem-text';

/** Texts about updates: a part of the table in `problem-texts.ts`. */
export const updateTexts: Record<Extract<ProblemCode, `update-${string}`>, Describe> = {
  'update-unreachable': () =>
    passing(
      'The server with updates of this app cannot be reached.',
      'Check the network connection, or try again later. You can go on working.',
    ),
  'update-refused': () =>
    passing(
      'An update was refused, since it is not what the makers of this app have signed.',
      'Nothing was installed. Try again later; if it happens again, tell the people who gave you this app.',
    ),
  'update-not-saved': () =>
    passing(
      'The update could not be saved on this computer.',
      'Make room on the disk, then try again. You can go on working.',
    ),
  'update-not-installed': () =>
    lasting(
      'The update could not be installed.',
      'Nothing has changed. Download the new version from where you got this one, and install it by hand.',
    ),
};
