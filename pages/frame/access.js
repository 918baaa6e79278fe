// For readers of the screen and for the keyboard: charts say their finding, headings stand in order, one by one; the language is said.
(function () {
  const state = (window.peakAccess = window.peakAccess || {});
  if (state.ready) return;
  state.ready = true;

  const WAIT = 200; // milliseconds after a change
  const FRAME = '[class*="st-key-frame-"]';
  const put = (element, name, value) => element.getAttribute(name) === value || element.setAttribute(name, value);
  const said = (element) => (element ? element.textContent.replace(/\s+/g, ' ').trim() : '');

  // A chart is one picture whose words are its finding and what is measured; the table behind it has the figures.
  function charts() {
    for (const chart of document.querySelectorAll('.stVegaLiteChart')) {
      const frame = chart.closest(FRAME);
      const told = frame && [said(frame.querySelector('.peak-finding')), said(frame.querySelector('.peak-measure'))];
      if (!told || !told[0]) continue;
      put(chart, 'role', 'img');
      put(chart, 'aria-label', told.filter(Boolean).join('. '));
    }
  }
  // A chart's hundred marks have no names of their own: hidden in the moment they come, however often it is drawn.
  function marks(within) {
    for (const drawn of within.querySelectorAll('.stVegaLiteChart svg.marks')) put(drawn, 'aria-hidden', 'true');
  }
  // No level is left out on the way down, whatever size a heading is written in.
  function headings() {
    const above = [];
    for (const heading of document.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
      if (!heading.closest('[data-testid="stMain"]')) continue;
      const own = Number(heading.tagName[1]);
      while (above.length && above[above.length - 1] >= own) above.pop();
      above.push(own);
      if (above.length === own) heading.removeAttribute('aria-level');
      else put(heading, 'aria-level', String(above.length));
    }
  }
  // The button of the other language draws the page anew without loading it: its voice follows.
  function tongue() {
    const english = new URLSearchParams(window.location.search).get('lang') === 'en';
    put(document.documentElement, 'lang', english ? 'en' : 'zh-CN');
  }
  let timer = 0;
  const look = () => {
    timer = 0;
    tongue();
    charts();
    headings();
  };
  const soon = () => {
    timer = timer || setTimeout(look, WAIT); // a page that never rests is looked at all the same
  };
  const come = (changes) => {
    for (const change of changes)
      if (change.addedNodes.length && !change.target.ownerSVGElement) marks(change.target.parentElement || document);
    soon();
  };
  marks(document);
  look();
  // Vega names the place of a chart itself once it has drawn, which may be long after its elements came
  const names = { attributes: true, attributeFilter: ['role', 'aria-label'] };
  new MutationObserver(come).observe(document.body, { childList: true, subtree: true, characterData: true, ...names });
})();
