export { default as PatientClaims } from './PatientClaims.svelte';
