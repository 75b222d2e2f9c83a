export { default as ProofTrail } from './ProofTrail.svelte';
