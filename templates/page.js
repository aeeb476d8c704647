(function () {
  'use strict';
  var data = document.getElementById('chart-data'), out = document.getElementById('read');
  var rows = data ? [].slice.call(data.tBodies[0].rows) : [];
  var heads = data ? [].map.call(data.tHead.rows[0].cells, function (c) { return c.textContent; }) : [];
  function nearest(f) {
    return rows.reduce(function (a, b) {
      return Math.abs(b.dataset.at - f) < Math.abs(a.dataset.at - f) ? b : a;
    });
  }
  rows.length && out && [].forEach.call(document.querySelectorAll('svg[data-left]'), function (svg) {
    var cur = svg.querySelector('.cur'), left = +svg.dataset.left, width = +svg.dataset.width, idle = out.textContent;
    svg.addEventListener('pointermove', function (e) {
      var box = svg.getBoundingClientRect();
      var f = ((e.clientX - box.left) / box.width * svg.viewBox.baseVal.width - left) / width;
      if (f < -0.02 || f > 1.02) return hide();
      var row = nearest(f), x = left + row.dataset.at * width;
      cur.setAttribute('x1', x);
      cur.setAttribute('x2', x);
      cur.setAttribute('visibility', 'visible');
      out.textContent = [].map.call(row.cells, function (c, i) {
        return (i ? heads[i] + ' ' : '') + c.textContent;
      }).join(' · ');
    });
    function hide() {
      cur.setAttribute('visibility', 'hidden');
      out.textContent = idle;
    }
    svg.addEventListener('pointerleave', hide);
  });
  [].forEach.call(document.querySelectorAll('table.sort'), function (table) {
    var cells = [].slice.call(table.tHead.rows[0].cells);
    cells.forEach(function (th, i) {
      if (th.hasAttribute('data-fixed')) return;
      th.tabIndex = 0;
      th.setAttribute('aria-sort', 'none');
      function key(row) { var c = row.cells[i]; return 'k' in c.dataset ? +c.dataset.k : c.textContent.trim(); }
      function sort() {
        var up = th.getAttribute('aria-sort') === 'descending', body = table.tBodies[0];
        cells.forEach(function (c) { if (c.hasAttribute('aria-sort')) c.setAttribute('aria-sort', 'none'); });
        th.setAttribute('aria-sort', up ? 'ascending' : 'descending');
        [].slice.call(body.rows).sort(function (a, b) {
          var x = key(a), y = key(b), d = typeof x === 'number' ? x - y : x < y ? -1 : x > y ? 1 : 0;
          return up ? d : -d;
        }).forEach(function (row) { body.appendChild(row); });
      }
      th.addEventListener('click', sort);
      th.addEventListener('keydown', function (e) {
        if (e.key === 'Enter' || e.key === ' ') { e.preventDefault(); sort(); }
      });
    });
  });
})();
