export { default as NetworkHealth } from './NetworkHealth.svelte';
