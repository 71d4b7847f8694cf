import { runInNewContext } from 'node:vm';
import { TemplateError } from '@repo/cloudformation/template';
import type { PreSignUp } from '../triggers/pre-sign-up-event';

/**
 * A Lambda function whose code is in the template, run here. Like Lambda's `index.js` it is a
 * CommonJS module; it has the language and `console`, and no modules.
 * @param handler what the code exports
 * @throws TemplateError for code that can't be loaded
 */
export function loadFunction(code: string, handler: string): PreSignUp {
  const exports: Record<string, unknown> = {};
  try {
    runInNewContext(code, { exports, module: { exports }, console: silent });
  } catch (error) {
    throw new TemplateError(String(error));
  }
  const run = exports[handler];
  if (typeof run !== 'function') throw new TemplateError(`it exports no ${handler}`);
  // A copy, as if it went by the network: the function can't hold on to what is ours.
  return async (event) => structuredClone(await run(structuredClone(event), {}));
}

/** It would print what people typed; and standard output may be read by a program. */
const silent = { log: () => {}, info: () => {}, warn: () => {}, error: () => {}, debug: () => {} };
