export { default as VersionTrail } from './VersionTrail.svelte';
