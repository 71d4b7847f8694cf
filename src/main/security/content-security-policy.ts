/**
 * What the app's own pages may do, sent as a header with each of them (SEC-39): run and style
 * themselves from the app's own files, and reach no network at all.
 * Trusted types refuse text where a script or HTML is expected.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "frame-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');
