export { default as Gate } from './Gate.svelte';
