export { default as RecordTable } from './RecordTable.svelte';
