export { default as BlockStrip } from './BlockStrip.svelte';
