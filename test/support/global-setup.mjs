import { openTestPostgres } from './test-postgres.mjs';

export default async function setUp() {
  const { adminUrl, template } = await openTestPostgres();
  process.env.TEST_ADMIN_URL = adminUrl;
  process.env.TEST_TEMPLATE = template;
}
