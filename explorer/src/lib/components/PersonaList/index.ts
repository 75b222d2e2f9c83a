export { default as PersonaList } from './PersonaList.svelte';
