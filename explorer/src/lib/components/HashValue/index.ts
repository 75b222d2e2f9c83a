export { default as HashValue } from './HashValue.svelte';
