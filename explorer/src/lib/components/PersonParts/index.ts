export { default as PartLinks } from './PartLinks.svelte';
export { default as PersonPart } from './PersonPart.svelte';
