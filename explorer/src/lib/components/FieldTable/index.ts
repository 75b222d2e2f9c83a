export { default as FieldTable } from './FieldTable.svelte';
