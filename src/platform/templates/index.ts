export { page, PageResult, wantsFragment, type PageOptions, type View } from './page-result.ts';
export type { Flash, NavItem, NavSection, Shell } from './shell.ts';
export { Templates, templatesFolder, type Reader } from './templates.ts';
export { WrittenTexts, type WrittenFault } from './written.ts';
export { TemplatesModule } from './templates.module.ts';
export type { Mark, Share } from './drawings.ts';
