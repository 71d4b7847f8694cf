import { configOf } from '../../../src/main/config/index';
import { cognito } from './load';

/** A complete `Config` for tests: the fewest settings that an app with Cognito can have, and the defaults. */
export const defaultConfig = configOf(cognito);
