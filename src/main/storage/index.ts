export type { Cipher } from './encrypted-file/cipher';
export { createAccountIndex } from './files/account-index';
export { createDiscoveryCache } from './files/discovery-file';
export { openSecretStore } from './open-secret-store';
