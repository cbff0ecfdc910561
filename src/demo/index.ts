export { Demo } from './demo.service.ts';
export { DemoModule } from './demo.module.ts';
