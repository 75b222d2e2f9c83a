export { default as Windowed } from './Windowed.svelte';
