export { default as IntegrityCard } from './IntegrityCard.svelte';
