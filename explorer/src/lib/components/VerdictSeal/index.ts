export { default as VerdictSeal } from './VerdictSeal.svelte';
