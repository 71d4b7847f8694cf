import { identity } from '../src/shared/identity';

/** `infra/bounce/index.html` with the names of the app: which link it opens is written in the page alone. */
export function withIdentity(page: string): string {
  const { productName, redirectUri } = identity;
  return page
    .replace(/(<meta name="app-link" content=")[^"]*/, `$1${inHtml(redirectUri)}`)
    .replace(/(<meta name="application-name" content=")[^"]*/, `$1${inHtml(productName)}`)
    .replace(/(<title>)[^<]*/, `$1${inHtml(productName)}`);
}

function inHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
