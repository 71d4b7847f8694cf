export { createAccountIndex } from './account-index';
export type { Cipher } from './cipher';
export { openSecretStore } from './open-secret-store';
