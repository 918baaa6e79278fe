// Print: tables unrolled with every row as the screen writes it, the address on the foot, wide as on the desk.
// All of it is made when the browser begins to print, and gone afterwards: an ordinary visit pays nothing.
(function (words) {
  const state = (window.peakPaper = window.peakPaper || {});
  state.words = words;
  if (state.ready) return;
  state.ready = true;

  const WIDE = 1062; // px between the margins of A4 across
  const DESK = 1920; // px that the page is laid out for on paper
  const MARGIN_BOXES = 131; // the first Chromium that writes on the margins of a page
  const ROWS = 15; // of a list that leads to cells; the others stand in the file that the page offers
  const root = document.documentElement;
  const rule = document.head.appendChild(document.createElement('style'));
  const made = (name, text, css) => {
    const element = document.createElement(name);
    if (text !== undefined) element.textContent = text;
    if (css) element.className = css;
    return element;
  };
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all));

  // The grid that draws a table on a canvas: its columns, and what it writes into each cell.
  function grid(holder) {
    const inner = holder.querySelector('canvas');
    const key = inner && Object.keys(inner).find((name) => name.startsWith('__reactFiber$'));
    for (let fibre = key && inner[key]; fibre; fibre = fibre.return) {
      const told = fibre.memoizedProps;
      if (told && typeof told.getCellContent === 'function' && Array.isArray(told.columns) && Number.isInteger(told.rows))
        return told;
    }
    return null;
  }
  function written(cell) {
    if (typeof cell.displayData === 'string') return cell.displayData;
    if (cell.data && typeof cell.data === 'object') return String(cell.data.displayDate || cell.data.displayData || '');
    return cell.data === null || cell.data === undefined ? '' : String(cell.data);
  }
  function unrolled(told) {
    const table = made('table', undefined, 'peak-printed');
    const head = table.createTHead().insertRow();
    for (const column of told.columns) head.append(made('th', column.title));
    const body = table.createTBody();
    for (let row = 0; row < told.rows; row++) {
      const line = body.insertRow();
      told.columns.forEach((column, place) => {
        const cell = told.getCellContent([place, row]);
        const one = line.insertCell();
        one.textContent = written(cell) || '—';
        if (cell.kind === 'number' || cell.contentAlign === 'right') one.className = 'peak-number';
      });
    }
    return table;
  }
  function tables() {
    for (const holder of document.querySelectorAll('[data-testid="stDataFrame"]')) {
      const told = grid(holder);
      if (!told) continue; // then it is printed as it stands
      holder.classList.add('peak-rolled');
      holder.after(unrolled(told));
    }
    for (const list of document.querySelectorAll('.peak-linked')) {
      const rows = list.querySelectorAll('tbody tr');
      if (rows.length <= ROWS) continue;
      rows.forEach((row, number) => number >= ROWS && row.classList.add('peak-unprinted'));
      list.append(made('p', fill(words.more, { count: rows.length - ROWS }), 'peak-printed peak-measure'));
    }
  }
  function charts() {
    for (const chart of document.querySelectorAll('.stPrintGraphic'))
      chart.closest('[class*="st-key-frame-"]')?.classList.add('peak-whole');
  }
  function feet() {
    const day = new Intl.DateTimeFormat(words.locale, { dateStyle: 'long' }).format(new Date());
    const left = fill(words.printed, { date: day }), middle = window.location.href;
    const known = navigator.userAgent.match(/Chrom(?:e|ium)\/(\d+)/);
    const quoted = (text) => JSON.stringify(text).replaceAll('<', '\\3c ');
    const family = getComputedStyle(document.body).fontFamily; // brings its own letters where the machine has none
    const box = (place, content) => '@' + place + ' { content: ' + content + '; font: 9px ' + family + '; color: #4a5b60; }';
    rule.textContent = '@page { size: A4 landscape; margin: 7mm 8mm 11mm; ' +
      box('bottom-left', quoted(left)) + box('bottom-center', quoted(middle)) + box('bottom-right', 'counter(page) " / " counter(pages)') + ' }';
    if (known && Number(known[1]) >= MARGIN_BOXES) return;
    // older ones write no margins: date and address stand once, at the end; the browser's own foot has the number
    const page = document.querySelector('[data-testid="stMainBlockContainer"]');
    if (page) page.append(made('p', left + ' · ' + middle, 'peak-printed peak-measure'));
  }
  window.addEventListener('beforeprint', () => {
    if (new URLSearchParams(window.location.search).has('present')) return; // the deck has a print of its own
    root.classList.add('peak-paper');
    root.style.setProperty('--peak-paper', String(WIDE / DESK));
    tables();
    charts();
    feet();
  });
  window.addEventListener('afterprint', () => {
    root.classList.remove('peak-paper');
    rule.textContent = '';
    for (const one of document.querySelectorAll('.peak-printed')) one.remove();
    for (const name of ['peak-rolled', 'peak-unprinted', 'peak-whole'])
      for (const one of document.querySelectorAll('.' + name)) one.classList.remove(name);
  });
})(__WORDS__);
