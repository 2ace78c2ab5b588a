// Asks a running copy, from outside: node test/smoke/smoke.mjs https://__NAME__.example.com
const base = process.argv[2];
if (!base) {
  console.error('usage: node test/smoke/smoke.mjs BASE_URL');
  process.exit(2);
}

const response = await fetch(new URL('/v1/greetings/smoke', base), { signal: AbortSignal.timeout(10_000) });
const body = await response.text();
if (response.status !== 200 || JSON.parse(body).message !== 'Hello, smoke') {
  console.error(`GET /v1/greetings/smoke: ${response.status} ${body}`);
  process.exit(1);
}
console.log('ok');
