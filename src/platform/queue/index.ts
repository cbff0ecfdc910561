export { QueueModule, QueueStart } from './queue.module.ts';
export { closeQueueConnections } from './connection.ts';
export { Sweeps, type Sweep } from './sweeps.ts';
export { Settling } from './settling.ts';
