export { default as ClaimState } from './ClaimState.svelte';
