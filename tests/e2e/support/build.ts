import { buildIfNeeded } from '../../../dev/build';

/** Before the first test: the app is tested as it stands in the sources, not as it was built last. */
export default buildIfNeeded;
