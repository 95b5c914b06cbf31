// Times PouchDB's replication: driver.mjs ADAPTER ENTITIES FIELDS CHANGED UPDATES ROUNDS
//
// Two databases, in memory or on LevelDB in the folder it runs in. Entities are made and
// replicated; then, round by round, updates are written and replicated. Only the
// replication counts, in processor time. Prints {"insert": µs, "update": µs} a change.
import PouchDB from 'pouchdb-core';
import replication from 'pouchdb-replication';

const [adapter, ...numbers] = process.argv.slice(2);
const { default: storage } = await import(`pouchdb-adapter-${adapter}`);
PouchDB.plugin(storage).plugin(replication);
const [entities, fields, changed, updates, rounds] = numbers.map(Number);
const source = new PouchDB('source', { adapter, auto_compaction: false });
const target = new PouchDB('target', { adapter, auto_compaction: false });

let seed = 1;
const below = (limit) => {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return Math.floor((seed / 2147483648) * limit);
};
const replicated = async () => {
  const begun = process.cpuUsage();
  await source.replicate.to(target, { batch_size: 1000, batches_limit: 10 });
  const used = process.cpuUsage(begun);
  return used.user + used.system;
};

const names = Array.from({ length: fields }, (_, n) => `f${n}`);
const docs = Array.from({ length: entities }, (_, n) => ({
  _id: `e${String(n).padStart(6, '0')}`,
  ...Object.fromEntries(names.map((name) => [name, 'v'])),
}));
const put = async (several) => {
  const told = await source.bulkDocs(several);
  told.forEach((one, n) => {
    if (one.error) throw new Error(one.message);
    several[n]._rev = one.rev;
  });
};
await put(docs);
const insert = (await replicated()) / (entities * fields);

let took = 0;
for (let round = 0; round < rounds; round += 1) {
  // Each entity once a round: a revision within a batch would not be replicated.
  const picked = new Set();
  while (picked.size < updates) picked.add(below(entities));
  const several = [...picked].map((n) => docs[n]);
  for (const doc of several) {
    for (let n = 0; n < changed; n += 1) doc[names[below(fields)]] = `v${below(100000)}`;
  }
  await put(several);
  took += await replicated();
}
const update = took / (updates * rounds * changed);
const there = (await target.info()).doc_count;
if (there !== entities) throw new Error(`${there} arrived`);
console.log(JSON.stringify({ insert, update }));
process.exit(0);
