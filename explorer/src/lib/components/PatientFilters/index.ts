export { default as PatientFilters } from './PatientFilters.svelte';
