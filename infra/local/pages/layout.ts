import { html, raw } from 'hono/html';
import type { Frame } from './frame';
import { mark } from './styles/mark';
import { en } from './text/texts';

/** Markup that is escaped already: what `html` makes. */
export type Html = ReturnType<typeof html>;

interface Page {
  readonly title: string;
  readonly content: Html;
  readonly wide?: boolean;
  /** Left out where a page is not the pool's own; its title stands at the top then. */
  readonly frame?: Frame;
}

const plainFrame: Frame = { look: 'classic', language: 'en', text: en };

/** The frame that every page stands in. */
export function layout({ title, content, wide = false, frame }: Page): Html {
  const { look, language, text } = frame ?? plainFrame;
  const name = frame ? text.poolName : title;
  return html`<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${title}</title>
    <link rel="icon" href="/assets/mark.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/assets/${look}.css">
  </head>
  <body class="${look}">
    <div class="card${wide ? ' wide' : ''}">
      <header>${raw(mark)}<span>${name}</span></header>
      <main>
        ${content}
      </main>
    </div>
    <footer>${text.poolName} – ${text.developmentOnly}</footer>
  </body>
</html>`;
}

/** What went wrong with the form, announced by screen readers as soon as the page is there. */
export function errorSummary(message: string | null): Html | '' {
  return message === null
    ? ''
    : html`<div class="alert" id="form-error" role="alert">${message}</div>`;
}

/** What went well on the page before. */
export function statusNotice(message: string | null): Html | '' {
  return message === null ? '' : html`<div class="notice" role="status">${message}</div>`;
}

/**
 * Ties a field to the error summary, which is read out with it, and marks it as the wrong one.
 * @param isWrong false where the error is about something else, such as the time that went by
 */
export function invalid(hasError: boolean, isWrong = true): Html | '' {
  if (!hasError) return '';
  return raw(`${isWrong ? ' aria-invalid="true"' : ''} aria-describedby="form-error"`);
}
