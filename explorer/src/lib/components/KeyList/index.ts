export { default as KeyList } from './KeyList.svelte';
