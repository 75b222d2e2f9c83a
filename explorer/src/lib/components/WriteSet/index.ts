export { default as WriteSet } from './WriteSet.svelte';
