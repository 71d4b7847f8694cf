import { fileURLToPath } from 'node:url';

/** The folder of the repository. In a separate file, since Vite's configurations can't load the imports of `runtime.ts`. */
export const projectRoot = fileURLToPath(new URL('..', import.meta.url));
