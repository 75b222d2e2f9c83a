export { default as ScrollRegion } from './ScrollRegion.svelte';
