export { PressureModule } from './pressure.module.ts';
export { PressureService } from './pressure.service.ts';
export type { OnExceed, Policy, PressureRule, Scope, Temperature } from './rules/policy.ts';
export type { Ask, Refusal, Step, Verdict } from './rules/verdict.ts';
export { lookBackDays } from './rules/judge.ts';
export { Replay, type ReplayFigures } from './rules/replay.ts';
export { ChangePolicy } from './pressure.api.controller.ts';
export { faultsOf } from './rules/policy.ts';
