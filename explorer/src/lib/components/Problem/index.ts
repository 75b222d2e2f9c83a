export { default as Problem } from './Problem.svelte';
