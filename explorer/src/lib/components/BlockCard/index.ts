export { default as BlockCard } from './BlockCard.svelte';
