// Says that the session is over, and where to sign in again, when the server closes the page's line (4401) or
// answers 401 while the page tries to come back. Runs before Streamlit's bundle; any browser parses it.
(function () {
  var told = __TOLD__, base = __BASE__, shown = false;
  function show() {
    if (shown || !document.body) return;
    shown = true;
    var here = location.pathname + location.search, box = document.createElement('div');
    box.setAttribute('role', 'alertdialog');
    box.setAttribute('aria-label', told[0]);
    box.style.cssText = 'position:fixed;inset:0;z-index:2147483000;display:flex;align-items:center;' +
      'justify-content:center;padding:16px;background:rgba(16,25,27,.55);font-size:16px;line-height:1.6';
    var inner = document.createElement('div');
    inner.style.cssText = 'max-width:420px;padding:24px 28px;border-radius:6px;background:#fff;color:#1b2b30';
    var said = document.createElement('p'), link = document.createElement('a');
    said.textContent = told[0];
    said.style.margin = '0 0 16px';
    link.textContent = told[1];
    link.href = base + '/sign-in?why=over&next=' + encodeURIComponent(here) + told[2];
    link.style.cssText = 'display:block;padding:10px 16px;border-radius:6px;background:#0b6b5f;color:#fff;' +
      'font-weight:600;text-align:center;text-decoration:none';
    inner.appendChild(said);
    inner.appendChild(link);
    box.appendChild(inner);
    var quiet = document.createElement('style'), page = document.getElementById('root');
    quiet.textContent = '[role=dialog] { display: none !important; }';  // Streamlit's own word on it says nothing
    document.head.appendChild(quiet);
    if (page) page.inert = true;
    document.body.appendChild(box);
    link.focus();
  }
  function listened(Line) {
    function Ours(address, kinds) {
      var line = kinds === undefined ? new Line(address) : new Line(address, kinds);
      line.addEventListener('close', function (end) { if (end.code === 4401) show(); });
      return line;
    }
    Ours.prototype = Line.prototype;
    ['CONNECTING', 'OPEN', 'CLOSING', 'CLOSED'].forEach(function (name) { Ours[name] = Line[name]; });
    return Ours;
  }
  if (window.WebSocket) window.WebSocket = listened(window.WebSocket);
  var open = XMLHttpRequest.prototype.open;
  XMLHttpRequest.prototype.open = function () {
    this.addEventListener('load', function () {
      if (this.status === 401 && this.responseURL.indexOf(location.origin + '/') === 0) show();
    });
    return open.apply(this, arguments);
  };
  var asked = window.fetch;
  if (asked) window.fetch = function () {
    return asked.apply(this, arguments).then(function (answer) {
      if (answer.status === 401 && answer.url.indexOf(location.origin + '/') === 0) show();
      return answer;
    });
  };
})();
