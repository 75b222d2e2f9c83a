export { default as TrustCard } from './TrustCard.svelte';
