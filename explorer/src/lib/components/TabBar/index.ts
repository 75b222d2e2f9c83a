export { default as TabBar } from './TabBar.svelte';
