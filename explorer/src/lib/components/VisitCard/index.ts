export { default as VisitCard } from './VisitCard.svelte';
export { dateOf } from './visit-words.ts';
