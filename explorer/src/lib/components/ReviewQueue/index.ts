export { default as Alerts } from './Alerts.svelte';
export { default as Emergencies } from './Emergencies.svelte';
