
;(() => {
  'use strict';
  const isPacked = async file => {
    const head = new Uint8Array(await file.slice(0, 2).arrayBuffer());
    return head[0] === 0x1f && head[1] === 0x8b;
  };

  /** Bytes of a file, unpacked when they are gzip, never more than the limit. */
  const bytesOf = async (file, packed, limit) => {
    const stream = packed ? file.stream().pipeThrough(new DecompressionStream('gzip')) : file.stream();
    const reader = stream.getReader(), parts = [];
    let length = 0;
    for (;;) {
      const {done, value} = await reader.read();
      if (done) break;
      length += value.length;
      if (length > limit) {
        reader.cancel();
        throw new RangeError('limit');
      }
      parts.push(value);
    }
    const all = new Int8Array(length);
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  };

  const outcome = instances => ({
    instances,
    unusable: unusable().split('\n').filter(line => line),
  });

  const shown = rank => ({rank, title: title(rank), severity: severity(rank), content: content(rank)});

  const tasks = {
    /** Reads files, analyses them, and gives the first page. */
    async run({files, zone, interval, language, redacted, limit}) {
      if (!begin(zone, interval)) return {wrong: 'zone'};
      let left = limit;
      for (let i = 0; i < files.length; i++) {
        postMessage({file: i});
        const {name, modified, file} = files[i];
        let packed = false, bytes;
        if (!file) {
          refuse(name, false);
          continue;
        }
        try {
          packed = await isPacked(file);
          bytes = await bytesOf(file, packed, left);
        } catch (e) {
          if (e instanceof RangeError && e.message === 'limit') return {wrong: 'limit'};
          refuse(name, packed);
          continue;
        }
        left -= bytes.length;
        add(name, modified, bytes);
      }
      postMessage({stage: 'analysing'});
      const n = finish(language, redacted), first = n === 1 ? 0 : -1;
      return n ? Object.assign(outcome(n), shown(first)) : outcome(0);
    },
    show: ({rank}) => shown(rank),
    say({language, rank}) {
      say(language);
      return shown(rank);
    },
    redact({redacted, rank}) {
      redact(redacted);
      return shown(rank);
    },
    save: ({what, rank}) => ({text: what === 'page' ? page(rank) : what === 'json' ? json() : summary()}),
  };

  let asked = false;
  onmessage = async ({data}) => {
    asked = true;
    try {
      postMessage({id: data.id, result: await tasks[data.task](data)});
    } catch (e) {
      // what a failure says may quote what was read
      const text = data.redacted ? String(e && e.name) : String(e && e.stack || e).slice(0, 2000);
      postMessage({id: data.id, result: {wrong: 'defect', text}});
    }
  };
  // The engine of the browser is warmed while the person still pastes: in steps, the first one the smallest, and none once something
  // was asked for.
  const dump = (minute, remark) => {
    const used = Math.round(3e9 + 4e8 * Math.sin(minute / 60) + 1e7 * (minute * 7919 % 17)), rss = Math.round(used * 1.2 + minute * 3e5);
    const human = bytes => (bytes / 2 ** 30).toFixed(2) + 'G';
    const fields = {used_memory: used, used_memory_human: human(used), used_memory_rss: rss, used_memory_rss_human: human(rss),
      used_memory_peak: 3600000000, used_memory_peak_human: '3.35G', used_memory_overhead: 843578, used_memory_startup: 790928,
      used_memory_dataset: used - 843578, used_memory_dataset_perc: '99.97%', allocator_allocated: used + 2e5,
      allocator_active: Math.round(used * 1.1), allocator_resident: Math.round(rss * 1.01), total_system_memory: 14694866944,
      used_memory_lua: 41984, maxmemory: 0, maxmemory_human: '0B', maxmemory_policy: 'noeviction',
      mem_fragmentation_ratio: (rss / used).toFixed(2), mem_fragmentation_bytes: rss - used, mem_clients_normal: 49694,
      mem_allocator: 'jemalloc-5.1.0', active_defrag_running: 0};
    return '# ' + new Date(1767225600000 + minute * 60000).toISOString() + '\n# Memory\n'
      + Object.entries(fields).map(([name, value]) => name + ':' + value + remark + '\n').join('');
  };
  const WARM = [[1, '    # ok'], [4, ''], [12, ' '], [30, ''], [60, ' '], [90, ''], [120, ' '], [150, '']];
  const steps = function* () {
    for (const [minutes, remark] of WARM) {
      const text = Array.from({length: minutes}, (_, minute) => dump(minute, remark)).join('');
      begin('', 0);
      yield add('-', -1, Int8Array.from(text, letter => letter.charCodeAt(0)));
      const found = yield finish(self.name, false);
      if (found) yield content(0);
    }
  };
  const warm = (left, result) => setTimeout(() => {
    if (asked) return;
    const tell = self.postMessage;
    self.postMessage = () => {};
    try {
      const {value, done} = left.next(result);
      if (!done) warm(left, value);
    } catch (e) {
      // the first analysis takes longer then, and tells what is wrong itself
    } finally {
      self.postMessage = tell;
    }
  });
  begin('', 0); // makes what every analysis needs
  postMessage({ready: true});
  warm(steps());
})();
