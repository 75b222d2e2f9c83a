export { default as ClaimFilters } from './ClaimFilters.svelte';
