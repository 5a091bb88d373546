import 'reflect-metadata';
import { WrongSetting } from '#libs/platform';
import { WrongUsage } from './command.js';
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
  if (error instanceof WrongUsage) process.stderr.write(`${error.message}\n\n${help(name)}`);
  else process.stderr.write(`${error instanceof WrongSetting ? error.message : String((error as Error).stack)}\n`);
  process.exitCode = error instanceof WrongUsage ? 2 : 1;
}
