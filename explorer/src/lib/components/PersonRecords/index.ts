export { default as PersonRecords } from './PersonRecords.svelte';
export { default as PersonTable } from './PersonTable.svelte';
