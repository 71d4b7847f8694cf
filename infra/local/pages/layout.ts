import { html, raw } from 'hono/html';
import { mark } from './mark';

/** Markup that is escaped already: what `html` makes. */
export type Html = ReturnType<typeof html>;

/** The frame that every page stands in. */
export function layout(page: { title: string; content: Html; wide?: boolean }): Html {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${page.title}</title>
    <link rel="icon" href="/assets/mark.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/assets/style.css">
  </head>
  <body>
    <main${page.wide ? raw(' class="wide"') : ''}>
      ${raw(mark)}
      ${page.content}
    </main>
    <footer>Local user pool — for development only</footer>
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

/** Marks a field as the wrong one and ties it to the error summary. */
export function invalid(isInvalid: boolean): Html | '' {
  return isInvalid ? raw(' aria-invalid="true" aria-describedby="form-error"') : '';
}
