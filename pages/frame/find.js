// Finds anything by name, code, pinyin or initials: a dialog over the page, its index fetched once it is wanted.
(function (words) {
  const state = (window.peakFind = window.peakFind || { rows: [] });
  state.words = words;
  if (state.ready) return;
  state.ready = true;

  const SHOWN = 12;
  const CARRIED = ['region', 'sector', 'period', 'basis', 'lang', 'snapshot'];
  const plain = (text) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');

  // rows of pages/frame/find.py:written
  function read(rows) {
    return rows.map(([kind, name, code, page, asks, also, sounds, initials, note], order) => ({
      kind, name, code, page, asks, note, order, sounds, initials,
      said: plain(name), key: plain(code), others: also.map(plain), beside: plain(note),
    }));
  }
  // exact code, whole name, prefix of a name, initials, pinyin, a part; null where nothing fits
  function score(row, asked) {
    const some = (list, test) => list.some(test);
    if (row.key === asked) return 0;
    if (row.said === asked || row.others.includes(asked)) return 1;
    if (row.said.startsWith(asked)) return 2;
    if (some(row.others, (name) => name.startsWith(asked))) return 3;
    if (row.initials.includes(asked)) return 4;
    if (some(row.initials, (letters) => letters.startsWith(asked))) return 5;
    if (some(row.sounds, (sound) => sound.startsWith(asked))) return 6;
    if (row.key.startsWith(asked)) return 7;
    if (row.said.includes(asked) || some(row.others, (name) => name.includes(asked))) return 8;
    if (asked.length > 1 && some(row.sounds, (sound) => sound.includes(asked))) return 9;
    if (asked.length > 1 && some(row.initials, (letters) => letters.includes(asked))) return 10;
    if (asked.length > 1 && (row.key.includes(asked) || row.beside.includes(asked))) return 11;
    return null;
  }
  function rank(rows, text) {
    const asked = plain(text);
    if (!asked) return rows.filter((row) => row.kind === 'page').slice(0, SHOWN);
    const found = [];
    for (const row of rows) {
      const points = score(row, asked);
      if (points !== null) found.push([points, row]);
    }
    const size = ([points, row]) => (points === 7 ? 0 : row.said.length); // codes stand in their own order
    found.sort((a, b) => a[0] - b[0] || size(a) - size(b) || a[1].order - b[1].order);
    return found.slice(0, SHOWN).map((one) => one[1]);
  }
  Object.assign(state, { read, rank, plain });

  function made(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }
  const list = made('ul', { role: 'listbox', id: 'peak-find-list' });
  const box = made('input', {
    type: 'text', role: 'combobox', autocomplete: 'off', spellcheck: 'false', 'aria-autocomplete': 'list',
    'aria-controls': 'peak-find-list', 'aria-expanded': 'false', enterkeyhint: 'go',
  });
  const told = made('p', { role: 'status' });
  const shut = made('button', { type: 'button' }, '×');
  const dialog = made('dialog', { class: 'peak-find' }, made('div', {}, box, shut), list, told);
  let shown = [], at = 0, before = null;

  function draw() {
    shown = rank(state.rows, box.value);
    list.replaceChildren(...shown.map((row, number) => {
      const name = made('b', {}, row.name);
      const beside = made('small', {}, [row.code, row.note].filter(Boolean).join(' · '));
      const kind = made('span', {}, state.words['kind_' + row.kind]);
      return made('li', { role: 'option', id: 'peak-find-' + number, 'data-page': row.page }, kind, name, beside);
    }));
    box.setAttribute('aria-expanded', String(shown.length > 0));
    told.textContent = shown.length ? state.words.count.replace('{count}', shown.length) : state.words.none;
    choose(0);
  }
  function choose(number) {
    at = shown.length ? (number + shown.length) % shown.length : 0;
    [...list.children].forEach((one, place) => one.setAttribute('aria-selected', String(place === at)));
    if (!shown.length) box.removeAttribute('aria-activedescendant');
    else {
      box.setAttribute('aria-activedescendant', 'peak-find-' + at);
      list.children[at].scrollIntoView({ block: 'nearest' });
    }
  }
  function base() {
    const path = window.location.pathname;
    return path.slice(0, path.lastIndexOf('/') + 1);
  }
  function address(row) {
    const now = new URLSearchParams(window.location.search);
    const asks = new URLSearchParams(row.asks);
    for (const name of CARRIED) if (now.has(name) && !asks.has(name)) asks.set(name, now.get(name));
    const query = asks.toString();
    return base() + row.page + (query ? '?' + query : '');
  }
  function follow(row) {
    dialog.close();
    window.history.pushState({}, '', address(row));
    window.dispatchEvent(new PopStateEvent('popstate', { state: {} }));
    const main = document.querySelector('[data-testid="stMain"]');
    if (main) main.scrollTo(0, 0);
  }
  function fetched() {
    const tongue = new URLSearchParams(window.location.search).get('lang') || 'zh';
    return fetch(base() + '__PATH__?lang=' + encodeURIComponent(tongue), { cache: 'no-cache' })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
      .then((rows) => {
        state.rows = read(rows);
        if (dialog.open) draw();
      })
      .catch(() => (told.textContent = state.words.failed));
  }
  function open() {
    if (dialog.open || document.querySelector('[role="dialog"]:not(.peak-find)')) return;
    before = document.activeElement;
    if (!dialog.isConnected) (document.querySelector('[data-testid="stApp"]') || document.body).append(dialog);
    dialog.setAttribute('aria-label', state.words.title);
    box.setAttribute('aria-label', state.words.title);
    box.setAttribute('placeholder', state.words.hint);
    shut.setAttribute('aria-label', state.words.close);
    box.value = '';
    dialog.showModal();
    box.focus();
    draw();
    return fetched();
  }
  state.open = open;

  dialog.addEventListener('close', () => before && before.isConnected && before.focus());
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
  shut.addEventListener('click', () => dialog.close());
  list.addEventListener('click', (event) => {
    const option = event.target.closest('[role="option"]');
    if (option) follow(shown[[...list.children].indexOf(option)]);
  });
  box.addEventListener('input', draw);
  dialog.addEventListener('keydown', (event) => {
    event.stopPropagation(); // neither the page nor a presentation hears what is typed here
    if (event.isComposing) return;
    if (event.key === 'Escape') dialog.close();
    else if (event.key === 'ArrowDown') choose(at + 1);
    else if (event.key === 'ArrowUp') choose(at - 1);
    else if (event.key === 'Enter' && event.target === box) shown[at] && follow(shown[at]);
    else return;
    event.preventDefault();
  });

  const typing = (target) =>
    target instanceof Element && (target.isContentEditable || target.closest('input, textarea, select, [role="textbox"]'));
  window.addEventListener('keydown', (event) => {
    const called = event.key === '/' ? !(event.ctrlKey || event.metaKey || event.altKey)
      : event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!called || event.defaultPrevented || event.isComposing || typing(event.target)) return;
    event.preventDefault();
    open();
  });
  document.addEventListener('click', (event) => {
    const way = event.target instanceof Element && event.target.closest('.peak-find-open');
    if (!way) return;
    event.preventDefault();
    open();
  });
})(__WORDS__);
