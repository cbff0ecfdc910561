import { USER_ROLES } from '#platform/http';
import { emailOf, STAFF, STAFF_PASSWORD } from './rules/staff.ts';

export { Demo } from './demo.service.ts';
export { DemoModule } from './demo.module.ts';

/** One sign-in of each role, and their password: these accounts exist in the demonstration only. */
export const DEMO_STAFF = {
  password: STAFF_PASSWORD,
  people: USER_ROLES.flatMap((role) => STAFF.filter((one) => one.role === role).slice(0, 1)).map((one) => ({
    role: one.role,
    email: emailOf(one),
  })),
};
