export { default as FileBar } from './FileBar.svelte';
