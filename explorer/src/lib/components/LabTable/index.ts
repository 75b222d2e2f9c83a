export { default as LabTable } from './LabTable.svelte';
