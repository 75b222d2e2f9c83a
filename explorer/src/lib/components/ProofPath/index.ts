export { default as ProofPath } from './ProofPath.svelte';
