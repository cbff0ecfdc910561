export { DeliveryModule } from './delivery.module.ts';
export { DeliveryService, type Inbound, type Letter } from './delivery.service.ts';
