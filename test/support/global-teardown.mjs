import { closeTestPostgres } from './test-postgres.mjs';
import { returnPorts } from './claimed-ports.mjs';

export default async function tearDown() {
  returnPorts();
  await closeTestPostgres();
}
