export { default as QueryResult } from './QueryResult.svelte';
