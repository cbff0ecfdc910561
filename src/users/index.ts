export { UsersModule } from './users.module.ts';
export { UsersService, type NewUser, type User } from './users.service.ts';
export { TeamsService, type TeamChange } from './teams.service.ts';
export type { Team } from './teams.repository.ts';
