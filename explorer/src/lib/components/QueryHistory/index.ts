export { default as QueryHistory } from './QueryHistory.svelte';
