export { createAccountIndex } from './account-index';
export { createSecretStore } from './secret-store';
