export { default as PersonSummary } from './PersonSummary.svelte';
