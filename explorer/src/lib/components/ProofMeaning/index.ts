export { default as ProofMeaning } from './ProofMeaning.svelte';
