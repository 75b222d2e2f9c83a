export { default as EmergencyList } from './EmergencyList.svelte';
