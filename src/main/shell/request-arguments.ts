import { z } from 'zod';
import { apiMethods } from '../../shared/api-call';

/** No setting allows a larger body (`apiMaxMegabytes`); main says which limit is passed below that. */
const maxBodySize = 100_000_000;

/** Names a call, in the page's own words. */
const callId = z.string().regex(/^[\w-]{1,64}$/);

/** SEC-42, SEC-44: the shape and the size of a call. What may be in it is looked at in `main/api`. */
export const requestArguments = z.tuple([
  z.strictObject({
    method: z.enum(apiMethods),
    path: z.string().max(8_192),
    origin: z.string().max(300).exactOptional(),
    headers: z.custom<Record<string, string>>(isHeaders).exactOptional(),
    body: z
      .union([
        z.string().max(maxBodySize),
        z.instanceof(Uint8Array).refine(({ byteLength }) => byteLength <= maxBodySize),
      ])
      .exactOptional(),
    id: callId.exactOptional(),
  }),
]);

export const cancelRequestArguments = z.tuple([callId]);

/** Not as a `z.record`, which leaves out some names without a word. */
function isHeaders(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries: [string, unknown][] = Object.entries(value);
  const isShort = ([name, text]: [string, unknown]) =>
    name.length <= 100 && typeof text === 'string' && text.length <= 8_192;
  return entries.length <= 50 && entries.every(isShort);
}
