export { default as More } from './More.svelte';
