export { Brands, DEFAULT_BRAND, type Brand } from './brand.service.ts';
export { BrandModule } from './brand.module.ts';
export { shadesOf, type Colour, type Shades } from './contrast.ts';
