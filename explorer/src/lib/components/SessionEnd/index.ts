export { default as SessionEnd } from './SessionEnd.svelte';
