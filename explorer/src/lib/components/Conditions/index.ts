export { default as Conditions } from './Conditions.svelte';
