export { default as Decisions } from './Decisions.svelte';
