import { closeTestPostgres } from './test-postgres.mjs';

export default closeTestPostgres;
