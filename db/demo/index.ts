export { type DemoPersona, personas } from './personas.ts';
export { type DemoOptions, seedDemo } from './seed.ts';
