import type { Row } from './row';
import { callbacks } from './rows/callbacks';
import { claims } from './rows/claims';
import { metadata } from './rows/metadata';
import { oidfBasic } from './rows/oidf-basic';
import { oidfConfig } from './rows/oidf-config';
import { oidfOthers } from './rows/oidf-others';
import { publishedKeys } from './rows/published-keys';
import { refusals } from './rows/refusals';
import { signature } from './rows/signature';
import { times } from './rows/times';
import { tokenAnswers } from './rows/token-answers';
import { transport } from './rows/transport';
import { userInfo } from './rows/user-info';

export { notApplicable } from './rows/not-applicable';

/** Every row, by theme, in the order of `docs/conformance.md`. */
export const table: readonly (readonly [theme: string, rows: readonly Row[]])[] = [
  ['OpenID Foundation: Basic RP', oidfBasic],
  ['OpenID Foundation: Config RP', oidfConfig],
  ['OpenID Foundation: refresh tokens, logout, and what else applies', oidfOthers],
  ['The metadata', metadata],
  ['The authorization response', callbacks],
  ['The token endpoint: what it gives', tokenAnswers],
  ['The token endpoint: how it refuses', refusals],
  ['UserInfo', userInfo],
  ['Who signed the ID token', signature],
  ['The published keys', publishedKeys],
  ['What the ID token says', claims],
  ['The times in the ID token', times],
  ['The connection', transport],
];
