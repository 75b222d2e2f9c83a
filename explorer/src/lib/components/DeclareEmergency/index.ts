export { default as DeclareEmergency } from './DeclareEmergency.svelte';
