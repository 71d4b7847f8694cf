import type { Row } from './row';
import { oidfBasic } from './rows/oidf-basic';
import { oidfConfig } from './rows/oidf-config';
import { oidfOthers } from './rows/oidf-others';

export { notApplicable } from './rows/not-applicable';

/** Every row, by theme, in the order of `docs/conformance.md`. */
export const table: readonly (readonly [theme: string, rows: readonly Row[]])[] = [
  ['OpenID Foundation: Basic RP', oidfBasic],
  ['OpenID Foundation: Config RP', oidfConfig],
  [
    'OpenID Foundation: refresh tokens, logout, and of the comprehensive plan what applies',
    oidfOthers,
  ],
];
