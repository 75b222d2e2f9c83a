export type { RightsCatalogue } from './catalogue.ts';
export { rightsSql } from './generate.ts';
