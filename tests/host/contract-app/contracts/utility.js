import { fileURLToPath } from 'node:url';
import { utilityProcess } from 'electron';
import { assert, contract, next, until } from '../support.js';

const entry = fileURLToPath(new URL('../child.js', import.meta.url));

contract(
  'a utility process answers, has its arguments and environment, and says when it exits',
  [
    'utilityProcess.fork',
    'UtilityProcess#postMessage',
    'UtilityProcess#pid',
    'UtilityProcess#on',
    "UtilityProcess#on('message')",
    "UtilityProcess#on('spawn')",
    "UtilityProcess#on('exit')",
    'UtilityProcess#once',
  ],
  async () => {
    const child = utilityProcess.fork(entry, ['first', 'second'], {
      env: { ...process.env, CONTRACT_CHILD: 'yes' },
      serviceName: 'contract child',
    });
    const [exited, message] = [next(child, 'exit'), next(child, 'message')];
    child.postMessage({ kind: 'describe', when: new Date(7), bytes: new Uint8Array([9]) });
    await next(child, 'spawn');
    assert.ok(child.pid > 0 && child.pid !== process.pid);
    const [answer] = await message;
    assert.deepEqual(answer, {
      args: ['first', 'second'],
      env: 'yes',
      type: 'utility',
      when: 7,
      bytes: [9],
    });
    child.postMessage({ kind: 'exit', code: 3 });
    const [code] = await exited;
    assert.equal(code, 3);
    assert.equal(child.pid, undefined);
  },
);

contract(
  'a utility process can be killed, and its output can be read',
  ['UtilityProcess#kill', 'UtilityProcess#stdout', 'UtilityProcess#stderr'],
  async () => {
    const child = utilityProcess.fork(entry, [], { stdio: 'pipe' });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    child.postMessage({ kind: 'print' });
    await until(() => out.includes('to stdout') && err.includes('to stderr'));
    const exited = next(child, 'exit');
    assert.equal(child.kill(), true);
    const [code] = await exited;
    assert.notEqual(code, 0);
  },
);
