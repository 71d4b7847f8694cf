import { runInNewContext } from 'node:vm';
import { TemplateError, type Values } from '@repo/cloudformation/template';
import { z } from 'zod';
import type { PreSignUp } from '../triggers/pre-sign-up-event';
import { imitated } from './imitated';

const lambda = z.looseObject({
  Runtime: z.string().regex(/^nodejs/, 'only Node.js is'),
  Handler: z.string().regex(/^index\.\w+$/, 'inline code is called index'),
  Code: z.strictObject({ ZipFile: z.string() }),
});

/**
 * A Lambda function whose code stands in the template, run here. Like Lambda's `index.js` it is a
 * CommonJS module; it has the language and `console`, and no modules.
 * @throws TemplateError for code that is elsewhere or cannot be loaded
 */
export function inlineFunction(logicalId: string, properties: Readonly<Values>): PreSignUp {
  const { Handler, Code } = imitated(lambda, logicalId, properties);
  const exports: Record<string, unknown> = {};
  try {
    runInNewContext(Code.ZipFile, { exports, module: { exports }, console: silent });
  } catch (error) {
    throw new TemplateError(`${logicalId}: its code cannot be loaded here: ${String(error)}.`);
  }
  const handler = exports[Handler.slice('index.'.length)];
  if (typeof handler !== 'function') {
    throw new TemplateError(`${logicalId}: its code exports no ${Handler.slice('index.'.length)}.`);
  }
  // A copy, as if it went by the network: the function can't hold on to what is ours.
  return async (event) => structuredClone(await handler(structuredClone(event), {}));
}

/** It would print what people typed; and standard output may be read by a program. */
const silent = { log: () => {}, info: () => {}, warn: () => {}, error: () => {}, debug: () => {} };
