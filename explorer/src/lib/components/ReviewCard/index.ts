export { default as ReviewCard } from './ReviewCard.svelte';
