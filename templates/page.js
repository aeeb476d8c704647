(() => {
  'use strict';
  const all = (q, root) => Array.from((root || document).querySelectorAll(q));
  const one = id => document.getElementById(id);
  const data = one('chart-data'), out = one('read');
  const rows = data ? all('tbody tr', data) : [], heads = data ? all('thead th', data) : [];
  const nearest = f => rows.reduce((a, b) => Math.abs(b.dataset.at - f) < Math.abs(a.dataset.at - f) ? b : a);
  rows.length && all('svg[data-left]').forEach(svg => {
    const cur = svg.querySelector('.cur'), left = +svg.dataset.left, width = +svg.dataset.width;
    const hide = () => {
      cur.setAttribute('visibility', 'hidden');
      out.textContent = '';
    };
    svg.onpointermove = e => {
      const box = svg.getBoundingClientRect();
      const f = ((e.clientX - box.left) / box.width * svg.viewBox.baseVal.width - left) / width;
      if (f < -0.02 || f > 1.02) return hide();
      const row = nearest(f), x = left + row.dataset.at * width;
      cur.setAttribute('x1', x);
      cur.setAttribute('x2', x);
      cur.setAttribute('visibility', 'visible');
      out.textContent = all('td', row).map((c, i) => (i ? heads[i].textContent + ' ' : '') + c.textContent).join(' · ');
    };
    svg.onpointerleave = hide;
  });
  all('table.sort').forEach(table => {
    all('thead th', table).forEach((th, i) => {
      if ('fixed' in th.dataset) return;
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...th.childNodes);
      th.append(button);
      th.setAttribute('aria-sort', 'first' in th.dataset ? 'ascending' : 'none');
      const key = row => parseFloat(row.cells[i].dataset.k || row.cells[i].textContent.replace(/,/g, ''));
      th.onclick = () => {
        const now = th.getAttribute('aria-sort'), body = table.tBodies[0];
        const up = now === 'descending' || (now === 'none' && 'up' in th.dataset);
        all('[aria-sort]', table).forEach(c => c.setAttribute('aria-sort', 'none'));
        th.setAttribute('aria-sort', up ? 'ascending' : 'descending');
        all('tr', body).sort((a, b) => {
          const x = key(a), y = key(b);
          return isNaN(x) || isNaN(y) ? isNaN(x) - isNaN(y) : up ? x - y : y - x;
        }).forEach(row => body.appendChild(row));
      };
    });
  });
  const copy = one('copy'), text = one('human-text');
  const line = row => '| ' + all('td,th', row).map(c => c.innerText.trim()).join(' | ') + ' |\n';
  if (copy) {
    copy.hidden = false;
    copy.onclick = () => {
      text.textContent = all('#human .human').map(b =>
        '### ' + b.previousElementSibling.textContent + '\n\n' + b.innerText.trim() + '\n\n').join('')
        + all('.edit tr').map((r, i) => line(r) + (i ? '' : '| --- '.repeat(r.cells.length) + '|\n')).join('');
      text.parentNode.open = true;
      getSelection().selectAllChildren(text);
      one('copied').hidden = !document.execCommand('copy');
    };
  }
})();
