import path from 'node:path';
import { packUserPool } from './build';

/** `npm run pool:pack`: the pool as a tarball in `out/`, for other projects to install. */
const tarball = await packUserPool('out');
console.log(`npm install --save-dev ${path.resolve(tarball)}`);
