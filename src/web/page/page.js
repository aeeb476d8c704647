(() => {
  'use strict';
  const WORDS = @words@;
  const LIMIT = 64 << 20;
  /** So many letters no box of text shows at once without the page standing still. */
  const PASTED = 500000;
  const one = id => document.getElementById(id);
  const all = q => Array.from(document.querySelectorAll(q));
  const report = one('fm-report'), text = one('fm-text'), hides = one('fm-redact');
  const LANGUAGES = Object.keys(WORDS);
  let language = LANGUAGES.find(l => navigator.language.toLowerCase().startsWith(l)) || LANGUAGES[0];
  let worker, source, waiting = {}, next = 1, rank = -1, shows = false, file = 0, files = 1;

  const say = (key, ...args) => args.reduce((s, a, i) => s.replaceAll('{' + i + '}', a), WORDS[language][key]);

  const other = () => LANGUAGES[(LANGUAGES.indexOf(language) + 1) % LANGUAGES.length];

  const label = () => {
    document.documentElement.lang = say('language.html');
    all('[data-t]').forEach(e => e.textContent = say(e.dataset.t));
    all('[data-placeholder]').forEach(e => e.placeholder = say(e.dataset.placeholder));
    one('fm-language').textContent = WORDS[other()]['language.name'];
  };

  const status = words => one('fm-status').textContent = words;

  /** The compiled core, unpacked once. */
  const core = async () => {
    const text = one('fm-core').textContent, packed = new Uint8Array((text.length - 1) / 11 * 9);
    for (let at = 1, to = 0; at < text.length; at += 11) {
      let high = 0, low = 0;
      for (let i = at; i < at + 11; i++) {
        const letter = text.charCodeAt(i), sum = low * 94 + letter - (letter > 60 ? 33 : 32), over = Math.floor(sum / 2 ** 40);
        low = sum - over * 2 ** 40;
        high = high * 94 + over;
      }
      for (let shift = 24; shift >= 0; shift -= 8) packed[to++] = high >>> shift;
      packed[to++] = low / 2 ** 32;
      for (let shift = 24; shift >= 0; shift -= 8) packed[to++] = low % 2 ** 32 >>> shift;
    }
    const stream = new Blob([packed.subarray(0, packed.length - text[0])]).stream().pipeThrough(new DecompressionStream('gzip'));
    return URL.createObjectURL(new Blob([await new Response(stream).blob()], {type: 'text/javascript'}));
  };

  /** Two thirds of the bar are for reading; how much work is left after that nobody knows before. */
  const progress = data => {
    if (data.file !== undefined) file = data.file;
    const share = data.of ? data.done / data.of : 0;
    const analysing = data.stage === 'analysing';
    one('fm-progress').value = analysing ? (2 + share) / 3 : (file + share) * 2 / 3 / files;
    const many = data.of > 1;
    status(analysing ? say(many ? 'analysing.many' : 'analysing', data.done + 1, data.of)
      : say('reading', file + 1, files) + (many ? ' ' + say('percent', Math.floor(100 * share)) : ''));
  };

  const start = async () => {
    source = source || core();
    worker = new Worker(await source, {name: language});
    worker.onmessage = ({data}) => {
      if (data.ready) document.documentElement.dataset.ready = 'true';
      else if (data.id) {
        waiting[data.id](data.result);
        delete waiting[data.id];
      } else if (!one('fm-busy').hidden) progress(data);
    };
    worker.onerror = e => {
      busy(false);
      status(say('wrong.defect', e.message));
    };
  };

  const ask = (task, message) => ready.then(() => new Promise(resolve => {
    const id = next++;
    waiting[id] = resolve;
    worker.postMessage(Object.assign({id, task}, message));
  }));

  const busy = is => one('fm-busy').hidden = !is;

  const wrong = result => result.wrong && (status(say('wrong.' + result.wrong,
    result.wrong === 'zone' ? one('fm-zone').value : result.wrong === 'limit' ? LIMIT >> 20 : result.text)), true);

  const enhance = () => {
    @enhance@
  };

  /** Everything in it was escaped by the templates of the report; no script in it could run either. */
  const show = shown => {
    if (wrong(shown)) return;
    rank = shown.rank;
    report.innerHTML = shown.content;
    report.hidden = false;
    document.body.className = shown.severity;
    document.title = shown.title;
    enhance();
    report.focus({preventScroll: true});
    scrollTo(0, 0);
  };

  const form = open => {
    one('fm-input').hidden = !open;
    one('fm-save').hidden = open;
  };

  const run = async given => {
    const interval = one('fm-interval').value.trim().replace(',', '.');
    if (interval && !(+interval > 0)) return status(say('wrong.interval', interval));
    if (!given.length) return status(say('nothing.given'));
    files = given.length;
    busy(true);
    progress({file: 0});
    one('fm-unusable').hidden = true;
    const zone = one('fm-zone').value.trim();
    const result = await ask('run', {files: given, zone, interval: +interval || 0, language, redacted: hides.checked, limit: LIMIT});
    busy(false);
    if (wrong(result)) return;
    one('fm-unusable').replaceChildren(...result.unusable.slice(0, 200).map(line => {
      const li = document.createElement('li');
      li.textContent = line;
      return li;
    }));
    one('fm-unusable').hidden = result.instances > 0 || !result.unusable.length;
    shows = result.instances > 0;
    form(!shows);
    status(shows ? '' : say('nothing.found'));
    report.hidden = !shows;
    if (shows) show(result);
  };

  const named = (name, file) => ({name, file, modified: file.lastModified || -1});
  const inOrder = given => given.sort((a, b) => a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
  const picked = input => {
    const given = Array.from(input.files, f => named(f.webkitRelativePath || f.name, f));
    input.value = '';
    run(inOrder(given));
  };
  const typed = (...parts) => [{name: '-', modified: -1, file: new Blob(parts)}];

  /** Files of a dropped entry, with those of its folders; what the browser may not read is named without a file. */
  const entries = async entry => {
    const name = entry.fullPath.replace(/^\//, ''), found = [];
    try {
      if (entry.isFile) return [named(name, await new Promise((resolve, reject) => entry.file(resolve, reject)))];
      const reader = entry.createReader();
      for (;;) {
        const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
        if (!some.length) return found;
        for (const e of some) found.push(...await entries(e));
      }
    } catch (e) {
      return found.concat({name, modified: -1});
    }
  };

  const dropped = async transfer => {
    const items = Array.from(transfer.items).filter(i => i.kind === 'file').map(i => i.webkitGetAsEntry());
    if (!items.length) {
      const words = transfer.getData('text');
      if (words.length > PASTED) run(typed(words));
      else text.value = words;
      return;
    }
    const given = [];
    for (const item of items) if (item) given.push(...await entries(item));
    run(inOrder(given));
  };

  const save = async what => {
    const {text} = await ask('save', {what, rank});
    const [name, type] = {page: ['fragmortem.report.html', 'text/html'], json: ['result.json', 'application/json'],
      summary: ['summary.md', 'text/markdown']}[what];
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], {type: type + ';charset=utf-8'}));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };

  one('fm-go').onclick = () => run(text.value.trim() ? typed(text.value) : []);
  // read at once, with what stood there before
  text.onpaste = e => {
    const words = e.clipboardData.getData('text');
    if (words.length > PASTED) {
      e.preventDefault();
      run(typed(text.value, words));
    }
  };
  hides.onchange = async () => {
    if (shows) show(await ask('redact', {redacted: hides.checked, rank}));
  };
  one('fm-pick').onclick = () => one('fm-files').click();
  one('fm-pick-folder').onclick = () => one('fm-folder').click();
  one('fm-files').onchange = e => picked(e.target);
  one('fm-folder').onchange = e => picked(e.target);
  one('fm-again').onclick = () => {
    form(true);
    text.focus();
  };
  one('fm-stop').onclick = () => {
    worker.terminate();
    waiting = {};
    ready = start();
    busy(false);
    status(say('stopped'));
  };
  one('fm-language').onclick = async () => {
    language = other();
    label();
    if (shows) show(await ask('say', {language, rank}));
  };
  all('[data-save]').forEach(b => b.onclick = () => save(b.dataset.save));
  text.onkeydown = e => {
    if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) one('fm-go').click();
  };
  report.onclick = async e => {
    const link = e.target.closest && e.target.closest('a[href]');
    const to = link && /^#(?:index|instance-(\d+))$/.exec(link.getAttribute('href'));
    if (to) {
      e.preventDefault();
      show(await ask('show', {rank: to[1] === undefined ? -1 : +to[1]}));
    }
  };
  // what is dropped beside the box must not take the place of the page
  ondragover = e => {
    e.preventDefault();
    document.body.classList.add('fm-over');
  };
  ondragleave = () => document.body.classList.remove('fm-over');
  ondrop = e => {
    e.preventDefault();
    document.body.classList.remove('fm-over');
    dropped(e.dataTransfer);
  };

  const zones = Intl.supportedValuesOf ? Intl.supportedValuesOf('timeZone') : [];
  one('fm-zones').append(...[Intl.DateTimeFormat().resolvedOptions().timeZone, 'UTC', ...zones].map(zone => {
    const option = document.createElement('option');
    option.value = zone;
    return option;
  }));
  label();
  let ready = typeof DecompressionStream === 'undefined'
    ? Promise.reject(new Error(say('wrong.browser'))) : start();
  ready.catch(e => status(e.message));
})();
