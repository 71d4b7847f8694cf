import { fileURLToPath } from 'node:url';

/** The folder of the repository. In a file of its own, since Vite's configurations can't load what `runtime.ts` does. */
export const projectRoot = fileURLToPath(new URL('..', import.meta.url));
