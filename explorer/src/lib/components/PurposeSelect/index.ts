export { default as PurposeSelect } from './PurposeSelect.svelte';
