import { findBrowser } from './shipped-browser.mjs';
import { openTestPostgres, testDataDir } from './test-postgres.mjs';

export default async function setUp() {
  findBrowser(testDataDir);
  const { adminUrl, template } = await openTestPostgres();
  process.env.TEST_ADMIN_URL = adminUrl;
  process.env.TEST_TEMPLATE = template;
}
