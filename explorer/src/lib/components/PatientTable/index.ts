export { default as PatientTable } from './PatientTable.svelte';
