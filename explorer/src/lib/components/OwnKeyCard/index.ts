export { default as OwnKeyCard } from './OwnKeyCard.svelte';
