export { default as DropZone } from './DropZone.svelte';
export { dropped } from './dropped.ts';
