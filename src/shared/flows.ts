/**
 * The flows: each shows the provider's pages and receives the authorization response, behind one interface
 * (`SignInFlow` of `src/main/auth/ports.ts`).
 */
export const flowNames = ['embedded-window', 'loopback', 'private-scheme'] as const;

export type FlowName = (typeof flowNames)[number];

export interface FlowCapabilities {
  /**
   * Shows the pages in the user's own browser: with its sessions, passkeys and
   * password manager, and with providers that refuse a window of an app (RFC 8252 §8.12).
   */
  readonly realBrowser: boolean;
  /**
   * Nothing but the page of this sign-in can send a response. Elsewhere any program or web page can
   * send something to the redirect URI (RFC 8252 §8.1).
   */
  readonly privateCallback: boolean;
}

export const flowCapabilities: Readonly<Record<FlowName, FlowCapabilities>> = {
  'embedded-window': { realBrowser: false, privateCallback: true },
  loopback: { realBrowser: true, privateCallback: false },
  'private-scheme': { realBrowser: true, privateCallback: false },
};

/** Whether the provider's session is in the user's own browser, where it outlives the app. */
export function isInRealBrowser(flow: FlowName): boolean {
  return flowCapabilities[flow].realBrowser;
}
