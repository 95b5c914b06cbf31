// Times xforms-engine in processor time: parse, begin, each answer; one JSON line.
import { readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { JSDOM } from 'jsdom';
const { window } = new JSDOM('<!doctype html>', { pretendToBeVisual: false });
for (const name of Object.getOwnPropertyNames(window))
  if (!(name in globalThis)) try { globalThis[name] = window[name]; } catch {}
for (const name of ['Node','Element','Document','XMLDocument','DOMParser','XMLSerializer','Blob','File','FormData','Event','document'])
  try { Object.defineProperty(globalThis, name, { value: window[name], configurable: true, writable: true }); } catch {}
globalThis.window = globalThis;
const process_ = process;
const [form, lists, stepsFile, warm, rounds] = process.argv.slice(2), SHOW = process.env.SHOW;
// Its parser takes another way to its own files where it believes it runs in node.
globalThis.process = undefined;
const engine = await import('@getodk/xforms-engine');
const xml = readFileSync(form, 'utf8');
const steps = readFileSync(stepsFile, 'utf8').split('\n').filter(Boolean).map((l) => l.split('\t'));
const fetchFormAttachment = async (url) => {
  const file = join(lists, String(url).split('/').pop());
  if (!existsSync(file)) return new Response('', { status: 404 });
  return new Response(readFileSync(file), { status: 200, headers: { 'content-type': 'text/csv' } });
};
const find = (node, path) => {
  for (const child of node.currentState.children ?? []) {
    if (child.currentState.reference === path) return child;
    const deeper = find(child, path);
    if (deeper) return deeper;
  }
  return null;
};
const answer = (node, value) => {
  if (node.nodeType === 'select') return node.selectValues ? node.selectValues(value.split(' ')) : node.selectValue(value);
  return node.setValue(value);
};
const parse = [], begin = [], each = [], visit = [], refilter = [];
const cpu = () => { const spent = process_.cpuUsage(); return (spent.user + spent.system) / 1000; };
const memory = process_.memoryUsage;
const used = () => { globalThis.gc?.(); return memory().rss / 1048576; };
const before = used();
let kept = 0;
let asked = 0;
for (let r = 0; r < Number(warm) + Number(rounds); r++) {
  const t0 = cpu();
  const loaded = await engine.loadForm(xml, { fetchFormAttachment, missingResourceBehavior: engine.MISSING_RESOURCE_BEHAVIOR?.BLANK ?? 'BLANK' });
  if (loaded.status === 'failure') throw loaded.error;
  const t1 = cpu();
  const instance = loaded.createInstance({ instance: {} });
  const t2 = cpu();
  let sum = 0; asked = 0;
  for (const [path, value, pick] of steps) {
    const node = find(instance.root, path);
    if (!node) { if (r === 0) console.error('not asked: ' + path); continue; }
    const picked = pick ? find(instance.root, pick) : null;
    const b = cpu();
    answer(node, value);
    if (picked) {
      const offered = picked.currentState.valueOptions.length;
      if (r >= warm) refilter.push(cpu() - b);
      if (r === 0 && SHOW) console.error(pick, 'offers', offered);
    }
    const ms = cpu() - b;
    if (r === 0 && SHOW) console.error(path, node.nodeType, JSON.stringify(node.currentState.value));
    sum += ms; asked++;
    if (r >= warm) each.push(ms);
  }
  if (r === 0) kept = used() - before;
  if (r >= warm) { parse.push(t1 - t0); begin.push(t2 - t1); visit.push(sum); }
}
const q = (l, p) => l.sort((a, b) => a - b)[Math.min(l.length - 1, Math.floor(l.length * p))];
console.log(JSON.stringify({ asked, parse: q(parse, .5), begin: q(begin, .5), answer_p50: q(each, .5), answer_p95: q(each, .95), visit: q(visit, .5), refilter: q(refilter, .5) ?? 0, answer: q(each, .5), memory: kept }));
