export { declaredLifecycles, lifecycle, unsound, type Lifecycle } from './lifecycle.ts';
