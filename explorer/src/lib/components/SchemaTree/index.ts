export { default as SchemaTree } from './SchemaTree.svelte';
