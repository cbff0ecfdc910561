export { Vault, VaultModule } from './vault.ts';
export { newToken, hashToken } from './token.ts';
export { newId } from './new-id.ts';
