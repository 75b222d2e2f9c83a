export { default as OwnIssuer } from './OwnIssuer.svelte';
