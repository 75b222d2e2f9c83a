export { LOGINS, type Login, type Passwords, passwordsFrom } from './login.ts';
export { DatabaseRefused } from './migrate.ts';
export { type Database, databaseAt, openDatabase, prepareDatabase } from './prepare.ts';
export { adminAddress, type Server, type ServerOptions, serverProgram, startServer } from './server.ts';
