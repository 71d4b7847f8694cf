import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { formBody } from '../endpoints/form-body';
import { en } from '../pages/text/en';
import { isCsrfTokenValid } from '../sessions/csrf';
import { isEmailAddress } from '../user-attributes';
import type { Demo } from './demo';
import { showQuestion, showRefusal } from './page';
import { type AuthenticationRequest, checkRequest } from './request';
import { findSession, startSession } from './session';
import type { DemoPerson } from './store';

/** `GET /authorize`: asks who is there, unless a session answers that. */
export function authorize(demo: Demo) {
  return (c: Context) =>
    serve(demo, c, (request) => {
      const person = findSession(c, demo.store);
      if (person && !mustAsk(demo, request, person)) return redirectBack(demo, c, request, person);
      if (request.prompt.includes('none')) {
        return redirectWith(demo, c, request, { error: 'login_required' });
      }
      const email = request.loginHint || person?.email || 'demo.person@example.com';
      const name = person?.email === email ? (person.name ?? '') : 'Demo Person';
      return showQuestion(c, request, { email, name, error: null });
    });
}

/** `POST /authorize`: believes it, or takes the person's no back to the relying party. */
export function submitAuthorize(demo: Demo) {
  return async (c: Context) => {
    const form = (await formBody(c)) ?? new URLSearchParams();
    const [email, name] = [(form.get('email') ?? '').trim(), (form.get('name') ?? '').trim()];
    return serve(demo, c, (request) => {
      if (!isCsrfTokenValid(c, form.get('_csrf') ?? '')) {
        return showQuestion(c, request, { email, name, error: en.staleForm }, 403);
      }
      if (form.has('cancel')) {
        const description = 'The person said no';
        return redirectWith(demo, c, request, {
          error: 'access_denied',
          error_description: description,
        });
      }
      if (!isEmailAddress(email)) {
        return showQuestion(c, request, { email, name, error: en.invalidEmail });
      }
      const authTime = Math.floor(demo.clock() / 1000);
      const sub = idOf(email.toLowerCase());
      const person = { sub, email, name: name === '' ? null : name, authTime };
      startSession(c, demo.store, person);
      return redirectBack(demo, c, request, person);
    });
  };
}

type Answer = Response | Promise<Response>;

function serve(demo: Demo, c: Context, answer: (request: AuthenticationRequest) => Answer): Answer {
  const checked = checkRequest(demo.store, new URL(c.req.url).searchParams);
  if (checked.kind === 'page-error') return showRefusal(c, checked.message);
  if (checked.kind === 'valid') return answer(checked.request);
  return redirectWith(demo, c, checked, { error: checked.error });
}

/** OpenID Connect Core §3.1.2.1 and §3.1.2.3. */
function mustAsk(demo: Demo, request: AuthenticationRequest, person: DemoPerson): boolean {
  const { prompt, loginHint, maxAge } = request;
  if (prompt.some((value) => value !== 'none')) return true;
  if (loginHint !== '' && loginHint.toLowerCase() !== person.email.toLowerCase()) return true;
  return maxAge !== null && demo.clock() / 1000 - person.authTime > maxAge;
}

function redirectBack(
  demo: Demo,
  c: Context,
  request: AuthenticationRequest,
  person: DemoPerson,
): Response {
  const { client, redirectUri, scopes, nonce, codeChallenge } = request;
  const { clientId } = client;
  const grant = { clientId, redirectUri, scopes, nonce, codeChallenge, person };
  return redirectWith(demo, c, request, { code: demo.store.codes.add(grant) });
}

function redirectWith(
  { issuer }: Demo,
  c: Context,
  { redirectUri, state }: { redirectUri: string; state: string | null },
  parameters: Record<string, string>,
): Response {
  const target = new URL(redirectUri);
  for (const [name, value] of Object.entries(parameters)) target.searchParams.set(name, value);
  if (state !== null) target.searchParams.set('state', state);
  target.searchParams.set('iss', issuer); // RFC 9207
  return c.redirect(target.href);
}

/** 21 digits, as Google's ids have, and the same for the same address. */
function idOf(email: string): string {
  const digits = BigInt(`0x${createHash('sha256').update(email).digest('hex')}`).toString();
  return `1${digits.slice(0, 20)}`;
}
