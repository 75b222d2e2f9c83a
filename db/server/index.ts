export type { Deployment } from './deployment.ts';
export { LOGINS, type Login, type Passwords, passwordsFrom } from './login.ts';
export { type Database, databaseAt, examineDatabase, openDatabase, prepareDatabase } from './prepare.ts';
export { DatabaseRefused } from './refusal.ts';
export { adminAddress, type Server, type ServerOptions, serverProgram, startServer } from './server.ts';
