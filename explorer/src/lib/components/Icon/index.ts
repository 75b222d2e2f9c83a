export { default as Icon } from './Icon.svelte';
export type { IconName } from './shapes.ts';
