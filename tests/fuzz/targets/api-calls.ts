import * as fc from 'fast-check';
import { ApiClient } from '../../../src/main/api/api-client';
import { systemClock } from '../../../src/main/platform/system-clock';
import { silentLog } from '../oidc';
import { check, type Target } from '../target';
import { oddText } from '../texts';

const origins = ['https://api.example', 'http://127.0.0.1:8080'];
const token = 'the-access-token';

const piece = fc.constantFrom(
  ...'/ // /\\ \\ @ : ? # .. . %2f %5c %40 %00 \t \n'.split(' '),
  ...'evil.example api.example https: http://evil.example orders ％ [::1]'.split(' '),
);
const path = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.array(piece, { maxLength: 6 }).map((pieces) => `/${pieces.join('')}`),
  },
  fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join('')),
  oddText.map((text) => `/${text}`),
  oddText,
);
const origin = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(undefined, ...origins) },
  fc.constantFrom(
    'https://api.example/',
    'https://api.example@evil.example',
    'https://evil.example',
  ),
  oddText,
);
const headerName = fc.oneof(
  fc.constantFrom(
    'accept',
    'x-request-id',
    'Authorization',
    'authorization ',
    'AUTHORIZATION',
    'Cookie',
  ),
  fc.constantFrom('host', 'Proxy-Authorization', 'Sec-Fetch-Site', 'Content-Length', '__proto__'),
  oddText,
);
const headerValue = fc.oneof(
  fc.constantFrom('a', 'a\r\nauthorization: b', `Bearer ${token}`),
  oddText,
);

/** What a plain call looks like: it has to get through. */
const plainPath = /^(\/[a-z]+)+$/;

export const apiCallTarget: Target = {
  name: 'where API calls may go',
  runs: 100_000,
  shortRuns: 2_000,
  open: () => {
    const sent: Request[] = [];
    const tokens = { accessToken: async () => token, renewedAccessToken: async () => token };
    const client = new ApiClient({
      settings: { origins, maxBytes: 1_000, timeoutMs: 1_000 },
      fetch: async (url, init) => {
        sent.push(new Request(url, init));
        return new Response('{}');
      },
      auth: { accessTokens: () => tokens },
      clock: systemClock,
      log: silentLog,
      onProgress: () => undefined,
    });
    const headers = fc.dictionary(headerName, headerValue, { maxKeys: 3 });
    const property = fc.asyncProperty(path, origin, headers, async (wanted, from, given) => {
      sent.length = 0;
      const call = { method: 'GET', path: wanted, headers: given } as const;
      const { ok } = await client.request(from === undefined ? call : { ...call, origin: from });
      const [request] = sent;
      check(ok === (request !== undefined), 'sent and refused, or neither');
      const names = Object.keys(given);
      const isPlain = plainPath.test(wanted) && names.every((name) => name === 'accept');
      const isKnown = from === undefined || origins.includes(from);
      if (request === undefined) {
        const isFine = isPlain && isKnown && ['a', undefined].includes(given.accept);
        check(!isFine, 'a plain call was refused');
        return;
      }
      check(request.url.startsWith(`${from ?? origins[0]}/`), `sent to ${request.url}`);
      check(isKnown, `sent to what is not configured: ${from}`);
      check(request.headers.get('authorization') === `Bearer ${token}`, 'another authorization');
      check(!request.headers.has('cookie') && !request.headers.has('host'), 'a forbidden header');
      check(!/[\\#\s]/.test(request.url), `an address with ${request.url}`);
    });
    return { property };
  },
};
