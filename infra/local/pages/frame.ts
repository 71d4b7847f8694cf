import type { Context, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Pool } from '../pool';
import type { PageText } from './text/texts';
import { en, isLanguage, type Language, texts } from './text/texts';

/** The classic hosted UI, or managed login. */
export type Look = 'classic' | 'managed';

/** How a page looks, and which language it speaks. */
export interface Frame {
  readonly look: Look;
  readonly language: Language;
  readonly text: PageText;
}

const cookieName = 'lang';

/** For the pages that Cognito has no counterpart of: they are for developers, and in English. */
export function englishFrame({ settings }: Pool): Frame {
  return { look: settings.managedLogin ? 'managed' : 'classic', language: 'en', text: en };
}

/**
 * Managed login speaks the language of `lang`, else that of the cookie, else English. What the browser
 * prefers plays no part (managed-login page: localization). The classic hosted UI is English only.
 */
export function frameOf(c: Context, pool: Pool): Frame {
  if (!pool.settings.managedLogin) return englishFrame(pool);
  const language = [c.req.query('lang'), getCookie(c, cookieName)].find(isLanguage) ?? 'en';
  return { look: 'managed', language, text: texts[language] };
}

/** Keeps the language that was asked for, so that it need not stand in every link. */
export function rememberLanguage(pool: Pool): MiddlewareHandler {
  return async (c, next) => {
    const language = c.req.query('lang');
    if (pool.settings.managedLogin && isLanguage(language)) {
      setCookie(c, cookieName, language, { path: '/', httpOnly: true, sameSite: 'Lax' });
    }
    await next();
  };
}
