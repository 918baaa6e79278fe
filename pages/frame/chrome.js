// Streamlit's own words in the visitor's language, and links of ours without reloading the page.
(function (words, limit) {
  const state = (window.peakChrome = window.peakChrome || { seen: new WeakMap() });
  state.words = words;
  state.limit = limit;
  const PLACES = '[data-testid="stFileUploader"], [data-testid="stMainMenu"], [data-testid="stMainMenuPopover"],' +
    '[data-testid="stElementToolbar"], [data-testid="stHeader"], [data-testid="stStatusWidget"],' +
    '[data-testid="stDataFrame"], [data-testid="stDialog"], [data-testid="stDownloadButtonError"], [data-baseweb="popover"], [data-baseweb="tooltip"],' +
    '[role="dialog"], [role="listbox"], [role="menu"], [data-testid="stTooltipContent"], a[href="#stMain"]';
  const NAMES = ['title', 'aria-label', 'placeholder'];

  function told(text) {
    const bare = text.trim();
    if (!bare) return null;
    if (Object.hasOwn(state.words, bare)) return text.replace(bare, state.words[bare]);
    const many = bare.match(/^Select (\d+) matches$/);
    if (many && state.words['Select $1 matches']) return state.words['Select $1 matches'].replace('$1', many[1]);
    const size = state.limit && bare.match(/^(?:Limit )?(\d+(?:\.\d+)?\s?[KMG]B) per file/);
    return size ? text.replace(size[0], state.limit.replace('$1', size[1])) : null;
  }
  function change(holder, name, read, write) {
    const known = state.seen.get(holder) || {};
    const now = read();
    const original = known[name] && known[name].shown === now ? known[name].original : now;
    const wanted = told(original || '') || original;
    if (wanted !== now) write(wanted);
    if (wanted !== original) state.seen.set(holder, { ...known, [name]: { original, shown: wanted } });
  }
  function translate(root) {
    if ((root.nodeType === Node.TEXT_NODE ? root.parentElement : root)?.ownerSVGElement) return; // a chart's marks
    if (root.nodeType === Node.TEXT_NODE) {
      if (root.parentElement && root.parentElement.closest(PLACES))
        change(root, 'text', () => root.nodeValue, (text) => (root.nodeValue = text));
      return;
    }
    if (!(root instanceof Element)) return;
    const places = root.closest(PLACES) ? [root] : Array.from(root.querySelectorAll(PLACES));
    for (const place of places) {
      const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) translate(walker.currentNode);
      for (const element of [place, ...place.querySelectorAll('[title], [aria-label], [placeholder]')])
        for (const name of NAMES)
          if (element.hasAttribute(name))
            change(element, name, () => element.getAttribute(name), (text) => element.setAttribute(name, text));
    }
  }
  state.translate = translate;
  translate(document.body);
  if (state.ready) return;
  state.ready = true;

  // Stripes for bars of demonstration data; charts refer to them by id.
  // (Built by hand: the sanitizer drops a script in which a tag is written out.)
  function shape(name, attributes, ...children) {
    const made = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }
  const stripe = shape('rect', { width: 2.5, height: 7, style: 'fill:var(--peak-panel);fill-opacity:.55' });
  const pattern = { id: 'peak-hatch', width: 7, height: 7, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' };
  const hidden = { width: 0, height: 0, style: 'position:absolute', 'aria-hidden': 'true' };
  document.body.append(shape('svg', hidden, shape('defs', {}, shape('pattern', pattern, stripe))));

  // again while charts above it are still growing, until somebody moves or three seconds have passed
  const show = (here) => {
    const page = here?.closest('[data-testid="stMainBlockContainer"]');
    if (!page) return;
    const go = () => here.scrollIntoView({ block: 'center', inline: 'center' });
    const watch = new ResizeObserver(go);
    const stop = () => watch.disconnect();
    go();
    watch.observe(page);
    setTimeout(stop, 3000);
    for (const move of ['wheel', 'touchstart', 'keydown', 'pointerdown'])
      window.addEventListener(move, stop, { once: true, passive: true, capture: true });
  };
  show(document.querySelector('[data-here]')); // it was there before this ran
  new MutationObserver((changes) => {
    for (const one of changes) {
      if (one.type === 'characterData') state.translate(one.target);
      for (const node of one.addedNodes) {
        state.translate(node);
        // the cell that was asked for comes into sight, on the page and in its table
        if (node instanceof Element) show(node.matches('[data-here]') ? node : node.querySelector('[data-here]'));
      }
    }
  }).observe(document.body, { childList: true, subtree: true, characterData: true });

  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element && event.target.closest('.stHtml a:is([href^="/"], [href^="?"]):not([target="_blank"])');
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
      return;
    event.preventDefault();
    window.history.pushState({}, '', link.href);
    window.dispatchEvent(new PopStateEvent('popstate', { state: {} }));
    if (!('stay' in link.dataset)) document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
  });
})(__WORDS__, __LIMIT__);
