export { default as LockChip } from './LockChip.svelte';
