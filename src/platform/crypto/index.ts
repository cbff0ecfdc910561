export { Vault, VaultModule } from './vault.ts';
export { newToken, hashToken } from './token.ts';
