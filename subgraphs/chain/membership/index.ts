export { memberAttribute } from './attribute.ts';
