import 'reflect-metadata';
import { WrongSetting } from '#libs/platform';
import { commands, help } from './commands.js';

const [name, ...args] = process.argv.slice(2);
const command = name === undefined ? undefined : commands[name];
if (!command || args.includes('--help')) {
  process.stdout.write(help(name));
  process.exit(command || name === undefined || name === '--help' ? 0 : 2);
}
try {
  process.exitCode = await command.run(args);
} catch (error) {
  process.stderr.write(`${error instanceof WrongSetting ? error.message : String((error as Error).stack)}\n`);
  process.exitCode = 1;
}
