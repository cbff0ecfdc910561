export { PressureModule } from './pressure.module.ts';
export { PressureService } from './pressure.service.ts';
export type { OnExceed, Policy, PressureRule, Scope, Temperature } from './rules/policy.ts';
export type { Ask, Refusal, Step, Verdict } from './rules/verdict.ts';
