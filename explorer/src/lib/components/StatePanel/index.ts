export { default as StatePanel } from './StatePanel.svelte';
