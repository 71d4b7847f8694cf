export { createAccountIndex } from './account-index';
export type { Cipher } from './cipher';
export { createDiscoveryCache } from './discovery-file';
export { openSecretStore } from './open-secret-store';
