// Presentation: F opens the deck, keys, clicker and finger page through it; every slide is in the page already.
(function (words) {
  const state = (window.peakPresent = window.peakPresent || {});
  state.words = words;
  state.refresh && state.refresh();
  if (state.ready) return;
  state.ready = true;

  const CANVAS = { width: 1920 / 1.35, height: 1080 / 1.35, narrow: 900 }; // what a slide is laid out for, px
  const WAIT = 900; // milliseconds after a first digit until it is taken for the whole number
  const SWIPE = 60; // px
  const RULE = '@media screen { .peak-slide { display: none !important; } .peak-slide[data-seen] { display: flex !important; } }';
  const NEXT = ['ArrowRight', 'ArrowDown', 'PageDown', ' ', 'Enter'];
  const BACK = ['ArrowLeft', 'ArrowUp', 'PageUp', 'Backspace'];
  const DIALOGS = '[role="dialog"], [data-baseweb="popover"] [role="listbox"], [data-baseweb="popover"] [role="menu"]';
  const BOXES = 'input, textarea, select, [contenteditable="true"], [role="combobox"], [role="textbox"], [role="slider"]';

  const root = document.documentElement;
  const deck = () => document.getElementsByClassName('peak-deck')[0]; // asked at every change of the page
  const slideOf = (code) => document.querySelector('.peak-slide[data-slide="' + code + '"]');
  const order = () => JSON.parse(deck().dataset.order);
  const statements = () => JSON.parse(deck().dataset.statements);
  const asked = () => new URLSearchParams(window.location.search).get('slide');
  const presenting = () => new URLSearchParams(window.location.search).has('present');
  const busy = (event) =>
    event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey ||
    (event.target instanceof Element && event.target.closest(BOXES)) || document.querySelector(DIALOGS);

  const rule = document.head.appendChild(document.createElement('style'));
  const small = document.createElement('div');
  small.className = 'peak-typed';
  small.setAttribute('role', 'status');
  let shown = ''; // the slide on the screen
  let place = 0; // where in the order the meeting is, also while an aside is shown
  let waiting = false; // for a slide that the server still makes
  let typed = '';
  let timer = 0;

  function scale() {
    const wide = window.innerWidth, high = window.innerHeight;
    const fit = wide < CANVAS.narrow ? 1 : Math.min(wide / CANVAS.width, high / CANVAS.height);
    root.style.setProperty('--peak-k', String(fit));
  }
  function tell(text, seconds) {
    if (!small.isConnected) document.body.append(small);
    small.textContent = text;
    small.hidden = !text;
    clearTimeout(small.timer);
    if (seconds) small.timer = setTimeout(() => (small.hidden = true), 1000 * seconds);
  }
  function show(code) {
    shown = code;
    const at = order().indexOf(code);
    if (at >= 0) place = at;
    const now = slideOf(code);
    for (const one of document.querySelectorAll('.peak-slide[data-seen]')) if (one !== now) one.removeAttribute('data-seen');
    if (now) now.setAttribute('data-seen', '');
    if (!rule.textContent) rule.textContent = RULE; // only two slides change their look, and nothing else is looked at
    const before = waiting;
    waiting = !now;
    if (waiting !== before) tell(waiting ? words.waiting : '', 0); // once: what is told is itself a change of the page
  }
  function address(code, rest) {
    const query = new URLSearchParams(window.location.search);
    if (code) query.set('slide', code);
    for (const name of rest || []) query.delete(name);
    const told = query.toString();
    return window.location.pathname + (told ? '?' + told : '');
  }
  // `ask` tells the server too: it has to draw a slide that is not there
  function go(code, ask) {
    if (code === shown) return;
    window.history.pushState({}, '', address(code));
    show(code);
    if (ask) window.dispatchEvent(new PopStateEvent('popstate', { state: { ask: true } }));
  }
  function step(by) {
    const all = order();
    const aside = !all.includes(shown);
    const to = aside && by < 0 ? place : place + by;
    if (to >= 0 && to < all.length) go(all[to]);
  }
  function leave() {
    window.history.pushState({}, '', address('', ['present', 'slide']));
    shown = '';
    rule.textContent = '';
    tell('');
    window.dispatchEvent(new PopStateEvent('popstate', { state: { ask: true } }));
  }
  function toStatement() {
    clearTimeout(timer);
    const code = 'T' + typed.padStart(2, '0');
    typed = '';
    if (!(code in statements())) return tell(words.unknown.replace('$1', code), 2);
    tell('');
    go(code, !slideOf(code));
  }
  function digit(figure) {
    clearTimeout(timer);
    typed += figure;
    const code = 'T' + typed.padStart(2, '0');
    tell('T' + typed + ' ' + (statements()[code] || ''), 0);
    if (typed.length === 2) toStatement();
    else timer = setTimeout(toStatement, WAIT);
  }
  function forget() {
    clearTimeout(timer);
    typed = '';
    tell('');
  }
  const keys = {
    Home: () => go(order()[0]),
    End: () => go(order()[order().length - 1]),
    Escape: () => (typed ? forget() : root.classList.contains('peak-black') ? black() : leave()),
    b: () => black(),
    '.': () => black(),
    p: () => print(),
    f: () => full(),
    n: () => note(),
  };
  function note() {
    const way = slideOf(shown) && slideOf(shown).querySelector('a[data-note]');
    if (way) way.click();
  }
  function black() {
    root.classList.toggle('peak-black');
  }
  function full() {
    if (document.fullscreenElement) document.exitFullscreen();
    else root.requestFullscreen().catch(() => tell(words.no_full, 3));
  }
  function print() {
    if (order().every(slideOf)) window.print();
    else tell(words.waiting, 2);
  }

  window.addEventListener('keydown', (event) => {
    if (!presenting() || !deck()) {
      const way = document.querySelector('a.peak-present');
      if (way && !busy(event) && !event.shiftKey && !event.repeat && event.key.toLowerCase() === 'f') {
        event.preventDefault();
        way.click();
      }
      return;
    }
    if (busy(event)) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const onLink = event.target instanceof Element && event.target.closest('a, button, summary');
    if (key === 'Tab' || key === 'F5' || key === 'F11' || (onLink && (key === 'Enter' || key === ' ') && !typed)) return;
    // whatever else Streamlit does with a bare key (c, r) is not for a meeting
    event.stopImmediatePropagation();
    if (/^[0-9]$/.test(key)) digit(key);
    else if (key === 'Enter' && typed) toStatement();
    else if (key === 'Backspace' && typed) forget();
    else if (key === ' ' && event.shiftKey) step(-1);
    else if (NEXT.includes(key)) step(1);
    else if (BACK.includes(key)) step(-1);
    else if (Object.hasOwn(keys, key)) keys[key]();
    else return;
    event.preventDefault();
  }, true);

  // back and forward between slides that are here need no server
  window.addEventListener('popstate', (event) => {
    if (!presenting() || !deck() || (event.state && event.state.ask)) {
      if (!presenting()) rule.textContent = shown = '';
      return;
    }
    const code = asked() || order()[0];
    show(code);
    if (slideOf(code)) event.stopImmediatePropagation();
  }, true);

  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element && event.target.closest('.peak-slide a, .peak-slide button');
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const to = new URL(link.href || window.location.href, window.location.href);
    const code = link.dataset.go || (to.pathname.endsWith('/indicator') ? to.searchParams.get('id') : '');
    const way = { close: leave, print: print }[link.dataset.do];
    if (!way && !code) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (way) way();
    else go(code, !slideOf(code));
  }, true);

  let start = null;
  document.addEventListener('touchstart', (event) => {
    const one = event.touches.length === 1 && event.target instanceof Element && event.target.closest('.peak-slide');
    start = one ? event.touches[0] : null;
  }, { passive: true });
  document.addEventListener('touchend', (event) => {
    if (!start || !deck()) return;
    const end = event.changedTouches[0];
    const across = end.clientX - start.clientX;
    if (Math.abs(across) > SWIPE && Math.abs(across) > 2 * Math.abs(end.clientY - start.clientY)) step(across < 0 ? 1 : -1);
    start = null;
  }, { passive: true });

  // pictures come as text, since the page lets no drawing through; they are drawings of ours without a script
  function draw(holder) {
    const bytes = Uint8Array.from(atob(holder.dataset.picture), (letter) => letter.charCodeAt(0));
    const found = new DOMParser().parseFromString(new TextDecoder().decode(bytes), 'image/svg+xml').documentElement;
    if (found.nodeName !== 'svg' || found.querySelector('script, foreignObject')) return;
    found.removeAttribute('width');
    found.removeAttribute('height');
    found.setAttribute('preserveAspectRatio', 'xMidYMin meet'); // a few rows begin where the eye begins
    holder.replaceChildren(document.importNode(found, true));
  }
  state.refresh = () => {
    if (!deck()) return;
    for (const holder of document.querySelectorAll('.peak-slide [data-picture]:empty')) draw(holder);
    for (const told of document.querySelectorAll('.peak-slide-address:empty'))
      told.textContent = window.location.origin + address(told.closest('.peak-slide').dataset.slide);
    if (!presenting()) return;
    const code = asked() || order()[0];
    const there = slideOf(code);
    if (code !== shown || waiting || (there && !('seen' in there.dataset))) show(code);
    if (new URLSearchParams(window.location.search).get('present') === 'print' && !state.printed && order().every(slideOf)) {
      state.printed = true;
      setTimeout(() => window.print(), 300);
    }
  };
  scale();
  window.addEventListener('resize', scale);
  new MutationObserver((changes) => {
    if (changes.some((one) => one.addedNodes.length && one.target !== small)) state.refresh();
  }).observe(document.body, { childList: true, subtree: true });
  state.refresh();
})(__WORDS__);
