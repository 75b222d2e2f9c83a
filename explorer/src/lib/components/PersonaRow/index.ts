export { default as PersonaRow } from './PersonaRow.svelte';
