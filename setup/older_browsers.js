// Runs before Streamlit's bundle. What a Chromium between 103 and 123 lacks of what the bundle calls is put in
// its place; where that is not enough, a sentence says what to install. Written so that any browser parses it.
(function () {
  function missing(holder, name, made) {
    if (holder && !holder[name])
      Object.defineProperty(holder, name, { value: made, writable: true, configurable: true });
  }
  // The flag v is the flag u for the patterns of the bundle: they use none of its new notation.
  try {
    new RegExp('', 'v');
  } catch (unknown) {
    if (typeof Proxy === 'function') {
      var flagged = function (given) {
        return typeof given[1] === 'string' ? [given[0], given[1].replace('v', 'u')] : given;
      };
      window.RegExp = new Proxy(RegExp, {
        construct: function (target, given, asked) { return Reflect.construct(target, flagged(given), asked); },
        apply: function (target, self, given) { return Reflect.apply(target, self, flagged(given)); },
      });
    }
  }
  var list = Array.prototype, typed = window.Uint8Array && Object.getPrototypeOf(Uint8Array.prototype);
  function at(n) {
    var place = Math.trunc(n) || 0;
    return this[place < 0 ? this.length + place : place];
  }
  function findLastIndex(holds, self) {
    for (var i = this.length - 1; i >= 0; i--) if (holds.call(self, this[i], i, this)) return i;
    return -1;
  }
  function findLast(holds, self) {
    return this[findLastIndex.call(this, holds, self)];
  }
  [list, typed].forEach(function (holder) {
    missing(holder, 'at', at);
    missing(holder, 'findLastIndex', findLastIndex);
    missing(holder, 'findLast', findLast);
    missing(holder, 'toSorted', function (order) { return this.slice().sort(order); });
    missing(holder, 'toReversed', function () { return this.slice().reverse(); });
    missing(holder, 'with', function (place, value) {
      var copy = this.slice();
      copy[place < 0 ? copy.length + place : place] = value;
      return copy;
    });
  });
  missing(String.prototype, 'at', at);
  missing(list, 'toSpliced', function () {
    var copy = this.slice();
    copy.splice.apply(copy, arguments);
    return copy;
  });
  missing(Object, 'hasOwn', function (holder, name) {
    return Object.prototype.hasOwnProperty.call(holder, name);
  });
  missing(Object, 'groupBy', function (items, key) {
    var groups = Object.create(null), n = 0;
    Array.from(items).forEach(function (item) {
      var name = key(item, n++);
      (groups[name] = groups[name] || []).push(item);
    });
    return groups;
  });
  missing(window.Map, 'groupBy', function (items, key) {
    var groups = new Map(), n = 0;
    Array.from(items).forEach(function (item) {
      var name = key(item, n++);
      if (!groups.has(name)) groups.set(name, []);
      groups.get(name).push(item);
    });
    return groups;
  });
  missing(window.Promise, 'withResolvers', function () {
    var made = {};
    made.promise = new this(function (resolve, reject) {
      made.resolve = resolve;
      made.reject = reject;
    });
    return made;
  });
  missing(window.URL, 'canParse', function (address, base) {
    try {
      return Boolean(new URL(address, base));
    } catch (wrong) {
      return false;
    }
  });
  missing(window.AbortSignal, 'timeout', function (milliseconds) {
    var control = new AbortController();
    setTimeout(function () { control.abort(new DOMException('timed out', 'TimeoutError')); }, milliseconds);
    return control.signal;
  });
  missing(window.AbortSignal, 'any', function (signals) {
    var control = new AbortController();
    Array.from(signals).forEach(function (signal) {
      if (signal.aborted) control.abort(signal.reason);
      else signal.addEventListener('abort', function () { control.abort(signal.reason); }, { once: true });
    });
    return control.signal;
  });
  // For plain data, which is all that the bundle copies.
  missing(window, 'structuredClone', function (value) {
    return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
  });
  var lone = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(^|[^\uD800-\uDBFF])[\uDC00-\uDFFF]/;
  missing(String.prototype, 'isWellFormed', function () { return !lone.test(this); });
  missing(String.prototype, 'toWellFormed', function () {
    var whole = '';
    for (var i = 0; i < this.length; i++) {
      var code = this.charCodeAt(i), next = this.charCodeAt(i + 1);
      var pair = code >= 0xd800 && code <= 0xdbff && next >= 0xdc00 && next <= 0xdfff;
      whole += pair ? this[i] + this[++i] : code >= 0xd800 && code <= 0xdfff ? '\uFFFD' : this[i];
    }
    return whole;
  });

  // Where the bundle stands is told, so that the browser need not look for it below the page's own name.
  window.__streamlit = { BACKEND_BASE_URL: location.origin + __BASE__ };

  // Nothing drawn some seconds after everything was loaded: the browser is too old for the rest as well.
  var patience = __PATIENCE__;
  function look() {
    var root = document.getElementById('root');
    if (root && root.childElementCount) return;
    var box = document.createElement('div');
    box.setAttribute('role', 'alert');
    var letters = 'url(' + (__BASE__ + '/app/static/fonts/NotoSansSC-Regular.otf').replace('//', '/') + ')';
    if (window.FontFace) document.fonts.add(new FontFace('Peak Sans SC', letters));
    box.style.cssText = 'max-width:36em;margin:12vh auto;padding:0 1em;color:#1B2B30;' +
      "font:18px/1.7 'PingFang SC','Microsoft YaHei','Noto Sans CJK SC','Noto Sans SC','Peak Sans SC',sans-serif";
    __SENTENCES__.forEach(function (sentence) {
      var line = document.createElement('p');
      line.textContent = sentence;
      box.appendChild(line);
    });
    document.body.insertBefore(box, document.body.firstChild);
  }
  window.addEventListener('load', function () { setTimeout(look, patience); });
})();
