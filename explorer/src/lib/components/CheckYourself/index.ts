export { default as CheckYourself } from './CheckYourself.svelte';
