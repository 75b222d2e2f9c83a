export { default as IdentityBar } from './IdentityBar.svelte';
