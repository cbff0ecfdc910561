export { QueueModule, QueueStart } from './queue.module.ts';
export { queueConnection, closeQueueConnections, type QueueLink } from './connection.ts';
export { Sweeps, type Sweep } from './sweeps.ts';
export { Settling } from './settling.ts';
