import type { NotApplicable } from '../row';

const otherParties = 'Only names and the e-mail address are taken from UserInfo, none of others.';
const codeOnly =
  'Only the code flow is used (`response_type=code`), for which the module does not run.';
const noState =
  'No `state` is sent to the logout page, for which the module does not run: nothing depends on what comes back.';
const noRequestObject =
  'The authorization request is sent as parameters, with PKCE, and in no other way.';
const noDynamicFeatures = 'The provider and the client id are settings of the app.';

/** Modules of the OpenID Foundation that can't be played with this client. */
export const notApplicable: readonly NotApplicable[] = [
  {
    name: 'oidcc-client-test-client-secret-basic',
    reason: 'A public client has no secret (RFC 8252 §8.5; SEC-13).',
  },
  {
    name: 'oidcc-client-test-userinfo-bearer-body',
    reason: 'UserInfo is asked with the access token in a header, as RFC 6750 §2 prefers.',
  },
  {
    name: 'oidcc-client-test-userinfo-signed',
    reason: 'A client that wants UserInfo signed says so when it is registered; this one does not.',
  },
  { name: 'oidcc-client-test-aggregated-claims', reason: otherParties },
  { name: 'oidcc-client-test-distributed-claims', reason: otherParties },
  {
    name: 'oidcc-client-test-nonce-unless-code-flow',
    reason: `${codeOnly} A \`nonce\` is sent always.`,
  },
  { name: 'oidcc-client-test-missing-chash', reason: codeOnly },
  { name: 'oidcc-client-test-invalid-chash', reason: codeOnly },
  { name: 'oidcc-client-test-missing-athash', reason: codeOnly },
  { name: 'oidcc-client-test-invalid-athash', reason: codeOnly },
  {
    name: 'oidcc-client-test-form-post-error',
    reason: 'The answer comes by redirect: nothing in a desktop app takes a POST.',
  },
  {
    name: 'oidcc-client-test-mtls-endpoint-aliases',
    reason: 'A public client has no certificate to show.',
  },
  { name: 'oidcc-client-test-discovery-webfinger-acct', reason: noDynamicFeatures },
  { name: 'oidcc-client-test-discovery-webfinger-url', reason: noDynamicFeatures },
  { name: 'oidcc-client-test-dynamic-registration', reason: noDynamicFeatures },
  { name: 'oidcc-client-test-request-uri-signed-rs256', reason: noRequestObject },
  { name: 'oidcc-client-test-request-uri-signed-none', reason: noRequestObject },
  { name: 'oidcc-client-test-rp-init-logout-other-state', reason: noState },
  { name: 'oidcc-client-test-rp-init-logout-no-state', reason: noState },
];
