export { default as ProofContent } from './ProofContent.svelte';
