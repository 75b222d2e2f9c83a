export { default as LatestBlocks } from './LatestBlocks.svelte';
