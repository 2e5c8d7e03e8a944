// Compares the conformance driver with the reference implementation.
//   node compare.mjs --driver 'dotnet Gateway.dll' [--seed N] [--seconds N] [--cases N] [--show N] [--only COMMAND]
// Prints a table, and for each difference the seed that makes it again. Exit code 1 if there are any.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { judge } from './judge.mjs';
import { fixedCases } from './cases.mjs';
import { randomCases } from './generate.mjs';

const { values: options } = parseArgs({
  options: {
    driver: { type: 'string' }, seed: { type: 'string', default: '1' }, seconds: { type: 'string', default: '10' },
    cases: { type: 'string', default: '1000000' }, width: { type: 'string', default: '100000' }, show: { type: 'string', default: '10' }, only: { type: 'string' },
  },
});
const [program, ...args] = options.driver.split(' ');
const driver = spawn(program, [...args, 'conformance'], { stdio: ['pipe', 'pipe', 'inherit'] });
const waiting = new Map();
createInterface({ input: driver.stdout }).on('line', (line) => {
  const answer = JSON.parse(line);
  waiting.get(answer.id)?.(answer);
  waiting.delete(answer.id);
});
driver.on('exit', (code) => {
  if (waiting.size > 0) {
    console.log(`The driver ended with ${code} and left ${waiting.size} requests unanswered.`);
    process.exit(1);
  }
});

const ask = (request) => new Promise((answered) => {
  waiting.set(request.id, answered);
  driver.stdin.write(`${JSON.stringify(request)}\n`);
});

const clip = (text) => (text.length > Number(options.width) ? `${text.slice(0, Number(options.width))}…` : text);
const table = {};
let shown = 0;
let differences = 0;
let id = 0;

async function compare({ seed, requests }) {
  for (const request of requests.filter((request) => !options.only || request.command === options.only)) {
    request.id = ++id;
    const answer = await ask(request);
    const verdict = judge(request, answer);
    const row = (table[request.command] ??= { compared: 0, agreed: 0, byVersion17: 0, excused: 0, differed: 0 });
    row.compared++;
    row[verdict.kind]++;
    if (verdict.kind === 'differed') {
      differences++;
      if (shown++ < Number(options.show)) {
        console.log(`\n--- ${request.command}, seed ${seed}: ${verdict.reason}`);
        for (const [name, value] of Object.entries(request).filter(([name]) => name !== 'command' && name !== 'id')) {
          console.log(`${name}: ${clip(typeof value === 'string' ? value : JSON.stringify(value))}`);
        }
        console.log(`ours:   ${clip(verdict.ours)}\ntheirs: ${clip(verdict.theirs)}`);
      }
    }
  }
}

if (options.seconds !== '0') {
  for (const fixed of fixedCases()) {
    await compare(fixed);
  }
}
const end = Date.now() + Number(options.seconds) * 1000;
const first = Number(options.seed);
for (let seed = first; seed < first + Number(options.cases) && (Date.now() < end || seed === first); seed++) {
  await compare({ seed, requests: randomCases(seed) });
}
driver.stdin.end();
console.log('');
for (const [command, row] of Object.entries(table)) {
  console.log(`${command.padEnd(15)}${Object.entries(row).map(([name, count]) => `${count} ${name}`).join(', ')}`);
}
console.log(`${differences} differences`);
process.exitCode = differences > 0 ? 1 : 0;
