export { Brands, type Brand } from './brand.service.ts';
export { BrandModule } from './brand.module.ts';
export { contrast, shadesOf, type Colour, type Shades } from './contrast.ts';
