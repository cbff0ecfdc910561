export { readConfig, variables, type Config, type Role } from './config.ts';
export { ConfigModule, CONFIG } from './config.module.ts';
