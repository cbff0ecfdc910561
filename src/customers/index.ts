export { CustomersModule } from './customers.module.ts';
export { CustomersHouseholds } from './customers-households.service.ts';
export { CustomersSearch } from './customers-search.service.ts';
export { CustomersService } from './customers.service.ts';
export { CustomerFields, CustomerId } from './customers.api.controller.ts';
export { SiteBrands } from './site-brands.service.ts';
export { SitesService } from './sites.service.ts';
export type {
  Channel,
  ContactPoint,
  Customer,
  CustomerInput,
  OptOut,
  OptIn,
  Reach,
  Refused,
  Site,
  Suppression,
  Upserted,
} from './customer.ts';
