export { default as ClaimTable } from './ClaimTable.svelte';
