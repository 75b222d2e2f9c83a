export { default as TransactionCard } from './TransactionCard.svelte';
