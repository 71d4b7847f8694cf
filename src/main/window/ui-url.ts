import { uiOrigin } from '../../shared/identity';
import { parseUrl } from '../../shared/parse-url';

/** Whether a URL is one of the app's own pages, by its parsed origin (SEC-38, SEC-42). */
export function isUiUrl(url: string): boolean {
  const parsed = parseUrl(url);
  return parsed !== null && `${parsed.protocol}//${parsed.host}` === uiOrigin;
}
