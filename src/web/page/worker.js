
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

  onmessage = async ({data}) => {
    try {
      postMessage({id: data.id, result: await tasks[data.task](data)});
    } catch (e) {
      // what a failure says may quote what was read
      const text = data.redacted ? String(e && e.name) : String(e && e.stack || e).slice(0, 2000);
      postMessage({id: data.id, result: {wrong: 'defect', text}});
    }
  };
  // what every analysis needs is made, and the engine of the browser warmed, while the person still pastes
  const dump = minute => '2026-01-01 00:' + String(minute).padStart(2, '0') + ':00\nredis_version:7.2.4\n'
    + 'mem_allocator:jemalloc-5.3.0\nused_memory:' + (1e9 + minute % 7 * 1e6) + '\nused_memory_rss:' + (2e9 + minute * 1e7)
    + '\nused_memory_peak:2900000000\nallocator_allocated:1000000000\nallocator_active:1100000000\n'
    + 'allocator_resident:1900000000\n';
  const warm = () => {
    begin('', 0);
    add('-', -1, Int8Array.from(Array.from({length: 60}, (_, i) => dump(i)).join(''), c => c.charCodeAt(0)));
    if (finish('en', false)) content(0);
    begin('', 0);
  };
  postMessage({ready: true});
  warm();
})();
