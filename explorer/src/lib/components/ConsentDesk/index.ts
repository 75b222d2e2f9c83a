export { default as ConsentDesk } from './ConsentDesk.svelte';
