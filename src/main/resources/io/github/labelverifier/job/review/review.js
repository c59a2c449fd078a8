(() => {
  const {badge, byId, count, isTyping} = marks;
  const help = marks.wireHelp();
  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value === true) {
        element.setAttribute(key, '');
      } else if (value !== false && value !== undefined) {
        element.setAttribute(key, value);
      }
    }
    element.append(...children.filter((child) => child !== undefined && child !== ''));
    return element;
  };

  /* ---- The server ---- */

  // The token came in the part of the address that is sent to nobody; it is kept for a reload, and taken out of sight.
  const tokenName = 'review-token';
  const token = location.hash.slice(1) || sessionStorage.getItem(tokenName) || '';
  sessionStorage.setItem(tokenName, token);
  history.replaceState(null, '', location.pathname);

  const ask = (path, options) => fetch(path, {cache: 'no-store', ...options, headers: {'X-Review-Token': token, ...(options && options.headers)}});

  async function get(path, parameters) {
    const answer = await ask(path + '?' + new URLSearchParams(parameters || {}));
    const body = await answer.json();
    if (!answer.ok) {
      throw new Error(body.error);
    }
    return body;
  }

  async function post(path, body) {
    const answer = await ask(path, {method: 'POST', body: JSON.stringify(body), headers: {'Content-Type': 'application/json'}});
    const result = await answer.json();
    if (!answer.ok) {
      throw new Error(result.error);
    }
    return result;
  }

  // Changes go out one after the other, in the order in which they were made.
  let lastChange = Promise.resolve();
  let isOver = false;

  function change(path, body) {
    const result = lastChange.then(() => post(path, body));
    lastChange = result.catch(() => undefined);
    return result;
  }

  let toastTimer;
  // Some stay until the next one.
  function toast(text, stays) {
    byId('toast').textContent = text;
    clearTimeout(toastTimer);
    if (!stays) {
      toastTimer = setTimeout(() => { byId('toast').textContent = ''; }, 4000);
    }
  }

  function fail(error) {
    if (isOver) {
      return;
    }
    toast(error instanceof TypeError
      ? 'label-verifier does not answer: the review has ended. What you see as decided before is saved.'
      : 'Not done: ' + error.message);
  }

  /* ---- What is shown ---- */

  const CHUNK = 100;
  let reports = [];
  let r = 0;
  let isAsking = false;
  const NO_FILTERS = {decided: 'any', reason: '', label: '', place: '', name: ''};
  const filters = {shown: 'flagged', ...NO_FILTERS};
  let view = {id: 0, total: 0, groups: []};
  let viewNumber = 0;
  const items = new Map();
  const chunksUnderWay = new Set();
  let at = 0;
  let anchor = -1;
  let undoable = 0;

  const report = () => reports[r];
  const placesOf = () => report().places;
  const placeName = (uri) => (reports[r].places.find((place) => place.uri === uri) || {name: (uri || '').replace(/\/+$/, '').split('/').pop()}).name;
  const selection = () => (anchor < 0 ? [at, at + 1] : [Math.min(anchor, at), Math.max(anchor, at) + 1]);

  async function load(keepPlace) {
    const number = ++viewNumber;
    const {sort, group} = {sort: byId('sort').value, group: byId('group').value};
    const parameters = {report: r, ...filters, sort, group, reverse: byId('reverse').getAttribute('aria-pressed')};
    try {
      const made = await get('/api/view', parameters);
      if (number !== viewNumber) {
        return;
      }
      const last = made.groups[made.groups.length - 1];
      view = {id: made.view, total: last ? last.from + last.count : 0, groups: made.groups};
      items.clear();
      chunksUnderWay.clear();
      anchor = -1;
      at = keepPlace ? Math.max(0, Math.min(at, view.total - 1)) : 0;
      cards.forEach((card) => card.remove());
      cards.clear();
      layout();
      if (!keepPlace) {
        wall.scrollTop = 0;
      }
      render();
      showCurrent();
      byId('empty').hidden = view.total > 0;
      byId('empty').textContent = isFiltered() ? 'No image is left by these filters.'
        : filters.shown === 'flagged' ? 'Nothing was flagged. Look at what was kept.' : 'There are none.';
    } catch (error) {
      fail(error);
    }
  }

  async function loadChunk(chunk) {
    if (chunksUnderWay.has(chunk)) {
      return;
    }
    chunksUnderWay.add(chunk);
    const of = view.id;
    try {
      const window = await get('/api/window', {view: of, from: chunk * CHUNK, count: CHUNK});
      if (of !== view.id) {
        return;
      }
      window.images.forEach((item, i) => items.set(chunk * CHUNK + i, item));
      // What is far away is asked for again when somebody comes back to it.
      if (items.size > 40 * CHUNK) {
        for (const place of [...items.keys()]) {
          if (Math.abs(place - at) > 15 * CHUNK && !cards.has(place)) {
            items.delete(place);
            chunksUnderWay.delete(Math.floor(place / CHUNK));
          }
        }
      }
      for (const [place, card] of cards) {
        if (Math.floor(place / CHUNK) === chunk) {
          fill(card, place);
        }
      }
      if (Math.floor(at / CHUNK) === chunk) {
        showCurrent();
      }
    } catch (error) {
      chunksUnderWay.delete(chunk);
      fail(error);
    }
  }

  function item(place) {
    if (place >= 0 && place < view.total && !items.has(place)) {
      loadChunk(Math.floor(place / CHUNK));
    }
    return items.get(place);
  }

  // After what has changed more than the page knows of.
  function forget() {
    items.clear();
    chunksUnderWay.clear();
    cards.forEach((card, place) => fill(card, place));
    showCurrent();
  }

  /* ---- Small pictures: as many as are seen, and those first that are ---- */

  const MOST_THUMBNAILS = 800;
  const AT_ONCE = 6;
  const thumbnails = new Map();
  const waiting = new Map();
  let busy = 0;

  // Gives the picture to whoever asks for it, now or when it is there.
  function thumbnail(name, parameters, use) {
    const known = thumbnails.get(name);
    if (known) {
      thumbnails.delete(name);
      thumbnails.set(name, known);
      use(known);
      return;
    }
    const entry = waiting.get(name) || {parameters, uses: new Set(), isUnderWay: false};
    entry.uses.add(use);
    waiting.set(name, entry);
    pump();
  }

  function forgo(name, use) {
    const entry = waiting.get(name);
    if (entry) {
      entry.uses.delete(use);
      if (!entry.uses.size && !entry.isUnderWay) {
        waiting.delete(name);
      }
    }
  }

  function pump() {
    for (const [name, entry] of waiting) {
      if (busy >= AT_ONCE) {
        return;
      }
      if (!entry.isUnderWay) {
        entry.isUnderWay = true;
        busy++;
        fetchThumbnail(name, entry).finally(() => {
          busy--;
          pump();
        });
      }
    }
  }

  // What is no picture says why there is none.
  async function pictureOf(answer) {
    if ((answer.headers.get('Content-Type') || '').startsWith('image/')) {
      return {url: URL.createObjectURL(await answer.blob())};
    }
    const body = await answer.json();
    return {problem: body.problem || body.error};
  }

  async function fetchThumbnail(name, entry) {
    let made;
    try {
      const answer = await ask('/api/thumbnail?' + new URLSearchParams(entry.parameters));
      const isChanged = answer.headers.has('X-Changed');
      made = {...await pictureOf(answer), pixels: answer.headers.get('X-Pixels'), isChanged};
    } catch (error) {
      fail(error);
      waiting.delete(name);
      return;
    }
    waiting.delete(name);
    thumbnails.set(name, made);
    if (thumbnails.size > MOST_THUMBNAILS) {
      const [oldest, old] = thumbnails.entries().next().value;
      thumbnails.delete(oldest);
      if (old.url) {
        URL.revokeObjectURL(old.url);
      }
    }
    entry.uses.forEach((use) => use(made));
  }

  const thumbnailOf = (image, use) => thumbnail(r + '/' + image, {report: r, image}, use);

  // Puts a picture, or why there is none, into an element that has nothing else but a badge.
  function showPicture(element, made, alt) {
    element.querySelectorAll('img, .problem').forEach((old) => old.remove());
    element.prepend(made.url
      ? make('img', {src: made.url, alt, draggable: 'false'})
      : make('span', {class: 'problem'}, 'No picture: ' + made.problem));
  }

  /* ---- Whole pictures ---- */

  const MOST_WHOLE = 5;
  const whole = new Map();

  function wholeOf(image) {
    const name = r + '/' + image;
    let picture = whole.get(name);
    if (!picture) {
      picture = ask('/api/picture?' + new URLSearchParams({report: r, image})).then(pictureOf);
      picture.catch(() => whole.delete(name));
    }
    whole.delete(name);
    whole.set(name, picture);
    if (whole.size > MOST_WHOLE) {
      const [oldest, old] = whole.entries().next().value;
      whole.delete(oldest);
      old.then((made) => made.url && URL.revokeObjectURL(made.url), () => undefined);
    }
    return picture;
  }

  /* ---- The wall: only what is seen is there ---- */

  const wall = byId('wall');
  const list = byId('cards');
  const cards = new Map();
  const GAP = 8;
  const TITLE = 35;
  let columns = 1;
  let cell = {width: 0, height: 0};
  let tops = [];
  let height = 0;

  function layout() {
    const wanted = Number(byId('size').value);
    const width = wall.clientWidth - 2 * GAP;
    columns = Math.max(width < 380 ? 2 : 1, Math.floor((width + GAP) / (wanted + GAP)));
    const each = (width - GAP * (columns - 1)) / columns;
    list.classList.toggle('small', each < 132);
    cell = {width: each, height: Math.round(each * 0.75) + (each < 132 ? 20 : 40)};
    let top = GAP;
    tops = view.groups.map((group) => {
      const start = top;
      top += (group.words ? TITLE : 0) + Math.ceil(group.count / columns) * (cell.height + GAP);
      return start;
    });
    height = top;
    list.style.height = height + 'px';
    list.style.width = wall.clientWidth + 'px';
    byId('titles').replaceChildren(...view.groups.map((group, i) => title(group, tops[i])));
  }

  function title(group, top) {
    if (!group.words) {
      return '';
    }
    const all = make('button', {type: 'button'}, 'select all');
    all.addEventListener('click', () => {
      anchor = group.from;
      go(group.from + group.count - 1, true, true);
      list.focus({preventScroll: true});
    });
    const element = make('div', {class: 'title'}, make('span', {}, group.words), make('small', {}, count(group.count)), all);
    element.style.top = top + 'px';
    return element;
  }

  function groupOf(place) {
    let low = 0;
    let high = view.groups.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (view.groups[middle].from <= place) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  function box(place) {
    const number = groupOf(place);
    const group = view.groups[number];
    const row = Math.floor((place - group.from) / columns);
    const column = (place - group.from) % columns;
    return {
      left: GAP + column * (cell.width + GAP),
      top: tops[number] + (group.words ? TITLE : 0) + row * (cell.height + GAP),
    };
  }

  // The places between two heights of the wall.
  function placesBetween(from, to) {
    const places = [];
    view.groups.forEach((group, number) => {
      const start = tops[number] + (group.words ? TITLE : 0);
      const rows = Math.ceil(group.count / columns);
      const first = Math.max(0, Math.floor((from - start) / (cell.height + GAP)));
      const last = Math.min(rows - 1, Math.floor((to - start) / (cell.height + GAP)));
      for (let place = group.from + first * columns; place < Math.min(group.from + group.count, group.from + (last + 1) * columns); place++) {
        places.push(place);
      }
    });
    return places;
  }

  function render() {
    const beyond = wall.clientHeight / 2;
    const seen = new Set(view.total ? placesBetween(wall.scrollTop - beyond, wall.scrollTop + wall.clientHeight + beyond) : []);
    for (const [place, card] of cards) {
      if (!seen.has(place)) {
        leave(card);
        cards.delete(place);
      }
    }
    for (const place of seen) {
      let card = cards.get(place);
      if (!card) {
        card = newCard(place);
        cards.set(place, card);
        fill(card, place);
      }
      const {left, top} = box(place);
      card.style.transform = 'translate(' + left + 'px, ' + top + 'px)';
      card.style.width = cell.width + 'px';
      card.style.height = cell.height + 'px';
    }
    // For those who are read to, the order is that of the view.
    [...cards.keys()].sort((a, b) => a - b).forEach((place, i) => {
      const card = cards.get(place);
      if (list.children[i] !== card) {
        list.insertBefore(card, list.children[i] || null);
      }
    });
    showSelection();
  }

  function newCard(place) {
    return make('div', {class: 'card', role: 'option', id: 'place-' + place, 'aria-setsize': view.total, 'aria-posinset': place + 1, 'data-place': place, 'aria-selected': 'false'},
      make('div', {class: 'pic'}, make('span', {class: 'badge', 'aria-hidden': 'true'})),
      make('div', {class: 'cap'}, make('b'), make('small')));
  }

  function leave(card) {
    card.remove();
    if (card.use) {
      forgo(r + '/' + card.dataset.image, card.use);
    }
  }

  function describe(one) {
    const labels = (one.labels || []).filter((label) => label.kind !== 'faint').slice(0, 4).map((label) => label.words);
    return labels.length ? 'Rekognition sees: ' + labels.join(', ') : '';
  }

  function fill(card, place) {
    const one = item(place);
    if (!one) {
      return;
    }
    const words = state(one);
    card.dataset.mark = one.mark;
    card.dataset.verdict = one.verdict || '';
    card.dataset.decided = one.mark === 'none' ? 'no' : 'yes';
    const label = card.querySelector('.badge');
    // What all that is shown have in common need not be said on each.
    label.textContent = one.mark === 'none' && ['flagged', 'kept'].includes(filters.shown) && words !== 'exemplar' ? '' : words;
    label.dataset.decided = card.dataset.decided;
    const why = (one.reasons || []).map((reason) => reason.words).join(', ');
    card.setAttribute('aria-label', [one.name, words, why].filter(Boolean).join(', '));
    if (card.dataset.image === String(one.image)) {
      return;
    }
    card.dataset.image = one.image;
    const folder = one.name.lastIndexOf('/') + 1;
    card.querySelector('.cap b').replaceChildren(make('bdi', {}, one.name.slice(folder) || one.name));
    card.querySelector('.cap b').title = one.name;
    card.querySelector('.cap small').textContent = (one.suggestName && one.verdict === 'flag' ? why : one.because || why) || (isAsking ? '' : one.size + ' · ' + one.date);
    card.use = (made) => showPicture(card.querySelector('.pic'), made, describe(one));
    thumbnailOf(one.image, card.use);
  }

  function state(one) {
    if (isAsking) {
      return {keep: 'right', remove: 'wrong', move: '→ ' + placeName(one.to), unsure: 'unsure'}[one.mark] || '';
    }
    return !one.canGo && one.verdict === 'keep' && one.reasons.some((reason) => reason.value === 'exemplar') ? 'exemplar'
      : badge(one.mark, one.verdict, placeName(one.to));
  }

  function showSelection() {
    const [from, to] = anchor < 0 ? [-1, -1] : selection();
    for (const [place, card] of cards) {
      card.setAttribute('aria-selected', String(place >= from && place < to));
      card.classList.toggle('current', place === at);
    }
    if (cards.has(at)) {
      list.setAttribute('aria-activedescendant', 'place-' + at);
    } else {
      list.removeAttribute('aria-activedescendant');
    }
  }

  /* ---- Moving about ---- */

  function go(place, extend, stay) {
    if (!view.total) {
      return;
    }
    const next = Math.max(0, Math.min(view.total - 1, place));
    if (!extend) {
      anchor = -1;
    } else if (anchor < 0) {
      anchor = at;
    }
    at = next;
    if (!stay) {
      const {top} = box(at);
      const first = at === view.groups[groupOf(at)].from ? TITLE : 0;
      if (top - first < wall.scrollTop) {
        wall.scrollTop = top - first - GAP;
      } else if (top + cell.height > wall.scrollTop + wall.clientHeight) {
        wall.scrollTop = top + cell.height + GAP - wall.clientHeight;
      }
    }
    render();
    showCurrent();
  }

  // The image below or above: in the next row, also where a group ends.
  function row(direction, from = at) {
    const group = view.groups[groupOf(from)];
    const column = (from - group.from) % columns;
    const next = from + direction * columns;
    if (next >= group.from && next < group.from + group.count) {
      return next;
    }
    const rowStart = from - column;
    if (direction > 0) {
      const end = group.from + group.count;
      if (rowStart + columns < end) {
        return end - 1;
      }
      const below = view.groups[groupOf(from) + 1];
      return below ? below.from + Math.min(column, below.count - 1) : from;
    }
    const above = view.groups[groupOf(from) - 1];
    if (!above) {
      return from;
    }
    const lastRow = above.from + Math.floor((above.count - 1) / columns) * columns;
    return Math.min(above.from + above.count - 1, lastRow + column);
  }

  const page = (direction) => {
    let place = at;
    const rows = Math.max(1, Math.floor(wall.clientHeight / (cell.height + GAP)) - 1);
    for (let i = 0; i < rows; i++) {
      place = row(direction, place);
    }
    return place;
  };

  /* ---- Decisions ---- */

  const DECIDED = {remove: 'to remove', move: 'to move', keep: 'to keep', unsure: 'unsure'};

  // How many images are decided in which way, whatever the report says of them.
  const decidedInWords = (counts) => Object.entries(DECIDED)
    .map(([mark, words]) => [['flag', 'keep', 'skip', 'error'].reduce((all, verdict) => all + counts[verdict][mark], 0), words])
    .filter(([n]) => n).map(([n, words]) => count(n) + ' ' + words);

  function decide(mark, place) {
    if (isOver || !view.total) {
      return;
    }
    const [from, to] = selection();
    if (to - from > 1) {
      decideMany(from, to, mark, place);
      return;
    }
    const one = item(at);
    if (!one) {
      return;
    }
    if (!one.canGo) {
      toast(one.verdict === 'keep' ? 'An exemplar stays, whatever is decided.' : 'Its content is not known, so nothing can be decided about it.');
      return;
    }
    const goal = mark === 'move' ? place || one.suggest : undefined;
    if (mark === 'move' && !placesOf().some((known) => known.uri === goal)) {
      toast(placesOf().length ? 'Nothing is suggested for it: press the number of a class.' : 'There is no other class: review several reports together.');
      return;
    }
    const before = {mark: one.mark, to: one.to};
    one.mark = mark;
    one.to = goal;
    const decided = at;
    if (cards.has(decided)) {
      fill(cards.get(decided), decided);
    }
    undoable++;
    goOn();
    change('/api/decide', {report: r, keys: [one.key], mark, ...(goal && {place: goal})})
      .then((result) => take(result, r))
      .catch((error) => {
        Object.assign(one, before);
        forget();
        fail(error);
      });
  }

  // From here on it takes a second and more until all are written down.
  const MANY = 2000;

  function decideMany(from, to, mark, place) {
    if (to - from >= MANY) {
      toast('Writing down what becomes of ' + count(to - from) + ' images …', true);
    }
    change('/api/decide', {report: r, view: view.id, from, to, mark, ...(place && {place})})
      .then((result) => {
        undoable++;
        take(result, r);
        const left = result.refused ? '; ' + count(result.refused) + ' stay as they are: ' + (mark === 'move' ? 'nothing is suggested for them' : 'they cannot be decided') : '';
        toast(count(result.changed) + ' ' + DECIDED[mark] + left + '. z takes it back.');
        anchor = -1;
        forget();
        render();
      })
      .catch(fail);
  }

  function goOn() {
    if (!isAsking) {
      if (at + 1 < view.total) {
        go(at + 1);
      } else {
        showCurrent();
      }
      return;
    }
    for (let i = 0; i < view.total; i++) {
      const place = (at + i) % view.total;
      if (!items.has(place) || items.get(place).mark === 'none') {
        go(place);
        return;
      }
    }
    if (large.open) {
      large.close();
    }
    showCurrent();
    toast('All ' + count(view.total) + ' are marked. End the review, then: judge --max-false-flags.');
  }

  function take(result, number) {
    reports[number].counts = result.counts;
    showNumbers();
  }

  function undo() {
    change('/api/undo', {})
      .then((result) => {
        if (!result.images) {
          undoable = 0;
          showNumbers();
          toast('There is nothing to take back.');
          return;
        }
        undoable = Math.max(0, undoable - 1);
        take(result, result.report);
        toast(result.images === 1 ? 'Taken back.' : 'Taken back: ' + count(result.images) + ' images.');
        if (result.report !== r) {
          choose(result.report);
          return;
        }
        let where = -1;
        items.forEach((one, place) => { where = one.image === result.first ? place : where; });
        forget();
        if (where >= 0) {
          go(where);
        }
      })
      .catch(fail);
  }

  /* ---- The current image, beside the wall and in the large view ---- */

  const large = byId('large');
  const isTold = () => getComputedStyle(byId('beside')).display !== 'none';

  function showCurrent() {
    const one = view.total ? item(at) : undefined;
    showSelection();
    showActs(byId('acts'), one);
    if (isTold() && !large.open) {
      byId('beside').replaceChildren(one ? about(one, true) : '');
    }
    if (large.open) {
      showLarge(one);
    }
    showNumbers();
  }

  function button(text, attributes, action) {
    const element = make('button', {type: 'button', ...attributes}, text);
    element.addEventListener('click', action);
    return element;
  }

  function about(one, withView) {
    const about = make('div', {class: 'about'});
    const frame = button('', {class: 'view', 'aria-label': 'Large view'}, openLarge);
    if (withView) {
      about.append(frame);
    }
    const words = state(one);
    const about1 = make('p', {class: 'state', 'data-mark': one.mark, 'data-verdict': one.verdict || ''},
      make('span', {class: 'badge', 'data-decided': one.mark === 'none' ? 'no' : 'yes'}, words));
    about.append(make('p', {class: 'name'}, make('bdi', {}, one.name)));
    about.append(make('p', {class: 'file'}, [one.size, one.date, ...(one.notes || [])].join(' · ') + (one.score === undefined ? '' : ' · score ' + one.score.toFixed(2))));
    if (words) {
      about.append(about1);
    }
    if (withView) {
      thumbnailOf(one.image, (made) => {
        showPicture(frame, made, describe(one));
        note(about, made);
      });
    }
    (one.reasons || []).forEach((reason) => about1.append(
      button(reason.words, {class: 'reason', title: 'Show these only'}, () => filter('reason', reason.value))));
    if (one.because) {
      about.append(make('p', {class: 'because'}, one.because));
    }
    if (one.message) {
      about.append(make('p', {class: 'because'}, one.message));
    }
    if (one.labels && one.labels.length) {
      about.append(make('h2', {}, 'Labels, confidence in percent'), make('ul', {class: 'labels'}, ...one.labels.map(label)));
    }
    if (one.twin) {
      const isElsewhere = one.twin.report !== undefined && one.twin.report !== r;
      about.append(make('h2', {}, 'Like ' + one.twin.name + (isElsewhere ? ', of ' + reports[one.twin.report].name : '')),
        one.twin.image === undefined ? make('p', {class: 'because'}, 'It is in no report of this review.')
          : pinned([{report: one.twin.report, image: one.twin.image}], 'The other image'));
    }
    if (report().exemplars.length) {
      about.append(make('h2', {}, 'Exemplars of ' + report().name),
        pinned(report().exemplars.slice(0, 9).map((name, exemplar) => ({report: r, exemplar})), 'Exemplar', report().exemplars));
    }
    return about;
  }

  // What is known of an image only once it was fetched.
  function note(about, made) {
    if (made.pixels) {
      about.querySelector('.file').textContent += ' · ' + made.pixels.replace('x', ' × ');
    }
    if (made.isChanged) {
      about.querySelector('.file').after(make('p', {class: 'note'}, 'Changed since it was checked: delete will keep it.'));
    }
  }

  // A bar of parts, each as wide as so many percent of all.
  function bar(...parts) {
    const draw = (name, attributes, ...children) => {
      const element = document.createElementNS('http://www.w3.org/2000/svg', name);
      Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
      element.append(...children);
      return element;
    };
    let x = 0;
    return draw('svg', {viewBox: '0 0 100 1', preserveAspectRatio: 'none', 'aria-hidden': 'true'}, ...parts.map(([width, kind]) => {
      const part = draw('rect', {class: kind, x, width, height: '1'});
      x += width;
      return part;
    }));
  }

  function label(one) {
    const hint = {shared: 'in the reference', rejected: 'rejected', near: 'in the reference, but did not count'}[one.kind] || '';
    return make('li', {class: one.kind}, button(one.words, {title: [hint, 'Show these only'].filter(Boolean).join(' – ')}, () => filter('label', one.value)),
      bar([Math.max(0, Math.min(100, one.percent)), '']), make('span', {}, String(one.percent)));
  }

  function pinned(pictures, alt, names) {
    const row = make('div', {class: pictures.length === 1 ? 'pinned one' : 'pinned'});
    pictures.forEach((parameters, i) => {
      const frame = make('figure', {title: names ? names[i] : false});
      thumbnail(parameters.report + '/' + (parameters.exemplar === undefined ? parameters.image : 'e' + parameters.exemplar), parameters,
        (made) => showPicture(frame, made, alt + (names ? ' ' + names[i] : '')));
      row.append(frame);
    });
    return row;
  }

  const ACTS = {
    normal: [['remove', 'Remove', 'd'], ['keep', 'Keep', 'k'], ['move', 'Move', 'm'], ['unsure', 'Unsure', 'u']],
    asking: [['keep', 'Right', 'r'], ['remove', 'Wrong', 'w'], ['unsure', 'Unsure', 'u']],
  };

  const shortened = (name) => (name.length > 24 ? name.slice(0, 23) + '…' : name);

  function showActs(element, one) {
    const chosen = one ? one.mark : '';
    const acts = (isAsking ? ACTS.asking : ACTS.normal)
      .filter(([mark]) => mark !== 'move' || placesOf().length)
      .map(([mark, words, key]) => {
        const act = button(mark === 'move' && one && one.suggestName ? 'Move to ' + shortened(one.suggestName) : words,
          {'data-mark': mark, title: mark === 'move' && one && one.suggestName ? 'Move to ' + one.suggestName : false, 'aria-pressed': String(chosen === mark && (mark !== 'move' || !one.suggest || one.to === one.suggest)), 'aria-keyshortcuts': key}, () => decide(mark));
        act.append(make('kbd', {}, key));
        return act;
      });
    const places = placesOf().slice(0, 9).map((place, i) => {
      const act = button('', {'data-mark': 'move', class: 'place', 'aria-pressed': String(chosen === 'move' && one.to === place.uri), 'aria-keyshortcuts': String(i + 1),
        'aria-label': 'Move to ' + place.name, title: 'Move to ' + place.uri}, () => decide('move', place.uri));
      act.append(make('kbd', {}, String(i + 1)), make('span', {}, place.name));
      return act;
    });
    element.replaceChildren(...acts, ...places);
  }

  function showNumbers() {
    if (!reports.length) {
      return;
    }
    const {counts} = report();
    const [from, to] = selection();
    const parts = [];
    if (to - from > 1) {
      parts.push(make('b', {}, count(to - from)), ' selected · ');
    } else if (view.total) {
      parts.push(make('b', {}, count(at + 1)), ' of ' + count(view.total) + ' · ');
    }
    if (isAsking) {
      parts.push(make('b', {}, count(counts.sampled)), ' marked. Does the picture belong to ', make('b', {}, report().name), '?');
    } else {
      const words = decidedInWords(counts);
      parts.push(words.length ? words.join(' · ') : 'nothing decided yet');
      if (counts.flag.none) {
        parts.push(' · ' + count(counts.flag.none) + ' flagged to look at');
      }
    }
    byId('tally').replaceChildren(...parts);
    if (isAsking) {
      showTabs();
      return;
    }
    for (const [value, number] of Object.entries({flagged: counts.flag.all, kept: counts.keep.all, checked: counts.flag.all + counts.keep.all, unchecked: counts.skip.all + counts.error.all})) {
      const choice = document.querySelector('#shown [data-value=' + value + ']');
      choice.querySelector('b').textContent = count(number);
      choice.setAttribute('aria-pressed', String(filters.shown === value));
      choice.hidden = value === 'unchecked' && !number;
    }
    showTabs();
  }

  function showTabs() {
    byId('undo').disabled = !undoable;
    document.querySelectorAll('#tabs button').forEach((tab, number) => {
      const {sample, counts} = reports[number];
      const left = isAsking ? sample - counts.sampled : counts.flag.none;
      tab.querySelector('small').textContent = left ? count(left) : '✓';
      tab.setAttribute('aria-selected', String(number === r));
      tab.tabIndex = number === r ? 0 : -1;
    });
  }

  /* ---- Large view: zoom and pan ---- */

  const stage = byId('stage');
  const picture = byId('picture');
  let zoom = {scale: 1, x: 0, y: 0};
  let largeOf = '';

  function openLarge() {
    if (!view.total) {
      return;
    }
    if (!large.open) {
      large.showModal();
      large.focus();
    }
    largeOf = '';
    showCurrent();
  }

  function showLarge(one) {
    if (!one) {
      return;
    }
    showActs(byId('large-acts'), one);
    byId('previous').disabled = at === 0;
    byId('next').disabled = at + 1 >= view.total;
    const body = about(one, false);
    byId('large-body').replaceChildren(...body.childNodes);
    const name = r + '/' + one.image;
    thumbnailOf(one.image, (made) => {
      if (largeOf === name) {
        note(byId('large-body'), made);
      }
    });
    if (largeOf === name) {
      return;
    }
    largeOf = name;
    picture.removeAttribute('src');
    picture.alt = describe(one) || one.name;
    const problem = byId('problem');
    problem.hidden = true;
    fit();
    const show = (made) => {
      if (largeOf === name && made.url) {
        picture.src = made.url;
      }
    };
    const small = thumbnails.get(name);
    if (small) {
      show(small);
    }
    wholeOf(one.image).then((made) => {
      if (largeOf !== name) {
        return;
      }
      show(made);
      if (made.problem) {
        thumbnailOf(one.image, (tile) => {
          show(tile);
          problem.hidden = Boolean(tile.url) || largeOf !== name;
          problem.textContent = 'No picture: ' + made.problem;
        });
      }
      // The next ones are there before they are asked for.
      for (const ahead of [at + 1, at + 2]) {
        const next = items.get(ahead);
        if (next) {
          wholeOf(next.image).catch(() => undefined);
        }
      }
    }).catch(fail);
  }

  const fitted = () => (picture.naturalWidth ? Math.min(stage.clientWidth / picture.naturalWidth, stage.clientHeight / picture.naturalHeight) : 1);

  function showZoom() {
    picture.style.transform = 'translate(' + zoom.x + 'px, ' + zoom.y + 'px) scale(' + zoom.scale + ')';
    byId('zoom-fit').textContent = zoom.scale === 1 ? 'fit' : Math.round(zoom.scale * fitted() * 100) + ' %';
  }

  function fit() {
    zoom = {scale: 1, x: 0, y: 0};
    showZoom();
  }

  function zoomTo(scale, x, y) {
    const next = Math.max(1, Math.min(Math.max(8, 4 / fitted()), scale));
    const ratio = next / zoom.scale;
    zoom = next === 1 ? {scale: 1, x: 0, y: 0} : {scale: next, x: x - (x - zoom.x) * ratio, y: y - (y - zoom.y) * ratio};
    keepInside();
  }

  function keepInside() {
    zoom.x = Math.min(0, Math.max(stage.clientWidth * (1 - zoom.scale), zoom.x));
    zoom.y = Math.min(0, Math.max(stage.clientHeight * (1 - zoom.scale), zoom.y));
    showZoom();
  }

  const zoomBy = (factor) => zoomTo(zoom.scale * factor, stage.clientWidth / 2, stage.clientHeight / 2);

  stage.addEventListener('wheel', (event) => {
    event.preventDefault();
    const from = stage.getBoundingClientRect();
    zoomTo(zoom.scale * Math.exp(-event.deltaY / 300), event.clientX - from.left, event.clientY - from.top);
  }, {passive: false});
  stage.addEventListener('dblclick', (event) => {
    const from = stage.getBoundingClientRect();
    if (zoom.scale > 1) {
      fit();
    } else {
      zoomTo(Math.max(2, 1 / fitted()), event.clientX - from.left, event.clientY - from.top);
    }
  });
  const pointers = new Map();
  const spread = () => {
    const [a, b] = [...pointers.values()];
    return Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) || 1;
  };
  stage.addEventListener('pointerdown', (event) => {
    if (event.target.closest('button')) {
      return;
    }
    stage.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, event);
    stage.classList.add('dragging');
  });
  stage.addEventListener('pointermove', (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) {
      return;
    }
    if (pointers.size === 2) {
      const was = spread();
      pointers.set(event.pointerId, event);
      const from = stage.getBoundingClientRect();
      const [a, b] = [...pointers.values()];
      zoomTo(zoom.scale * spread() / was, (a.clientX + b.clientX) / 2 - from.left, (a.clientY + b.clientY) / 2 - from.top);
      return;
    }
    pointers.set(event.pointerId, event);
    zoom.x += event.clientX - before.clientX;
    zoom.y += event.clientY - before.clientY;
    keepInside();
  });
  for (const name of ['pointerup', 'pointercancel']) {
    stage.addEventListener(name, (event) => {
      pointers.delete(event.pointerId);
      stage.classList.toggle('dragging', pointers.size > 0);
    });
  }

  /* ---- Filters and classes ---- */

  const isFiltered = () => Boolean(filters.reason || filters.label || filters.place || filters.name || filters.decided !== 'any');

  function filter(name, value) {
    filters[name] = filters[name] === value && name !== 'shown' ? '' : value;
    if (large.open) {
      large.close();
    }
    showFilters();
    load();
  }

  function showFilters() {
    if (isAsking) {
      showNumbers();
      return;
    }
    byId('clear').hidden = !isFiltered();
    byId('decided').value = filters.decided;
    byId('name').value = filters.name;
    const most = (bars) => Math.max(1, ...bars.map((bar) => bar.all));
    for (const [id, name] of [['reasons', 'reason'], ['suggestions', 'place'], ['labels', 'label']]) {
      const bars = report()[id].filter((bar) => bar.value && bar.value !== 'exemplar');
      byId(id + '-facet').hidden = !bars.length;
      byId(id).replaceChildren(...bars.map((bar) => choice(bar, most(bars), name)));
    }
    showNumbers();
  }

  function choice(facet, most, name) {
    const element = button('', {'aria-pressed': String(filters[name] === facet.value),
      title: facet.words + ': ' + count(facet.flagged) + ' flagged of ' + count(facet.all)}, () => filter(name, facet.value));
    element.append(make('span', {}, make('bdi', {}, facet.words)), make('small', {}, count(filters.shown === 'flagged' ? facet.flagged : facet.all)),
      bar([100 * facet.flagged / most, 'fill-flag'], [100 * (facet.all - facet.flagged) / most, 'fill-keep']));
    return make('li', {}, element);
  }

  function clearFilters() {
    Object.assign(filters, NO_FILTERS);
    showFilters();
    load();
  }

  function choose(number) {
    r = number;
    Object.assign(filters, {...NO_FILTERS, shown: isAsking || report().counts.flag.all ? 'flagged' : 'kept'});
    largeOf = '';
    const hasSuggestions = !isAsking && report().suggestions.length > 0;
    document.querySelector('#group [value=suggestion]').disabled = !hasSuggestions;
    if (!isAsking && !hasSuggestions && byId('group').value === 'suggestion') {
      byId('group').value = 'reason';
    }
    showFilters();
    return load().then(() => (isAsking ? loadChunk(0).then(goOn) : undefined));
  }

  /* ---- The end ---- */

  function openFinish() {
    byId('finish-list').replaceChildren(...reports.map(({name, sample, counts}) => {
      if (isAsking) {
        return make('li', {}, make('b', {}, name), ': ' + count(counts.sampled) + ' of ' + count(sample) + ' marked');
      }
      const words = decidedInWords(counts);
      if (counts.flag.none) {
        words.push(count(counts.flag.none) + ' flagged and not decided, which would go as well');
      }
      return make('li', {}, make('b', {}, name), ': ' + (words.join(', ') || 'nothing to do'));
    }));
    byId('finish').showModal();
    byId('finish-end').focus();
  }

  async function end() {
    try {
      await lastChange;
      const {commands} = await post('/api/end', {});
      isOver = true;
      document.querySelectorAll('dialog[open]').forEach((dialog) => dialog.close());
      byId('over-text').textContent = commands.length ? 'Run this to carry it out. It asks before anything goes:' : 'Nothing would be removed.';
      byId('over-commands').replaceChildren(...commands.map((command) => {
        const code = make('code', {tabindex: '0'}, command);
        const copy = make('button', {type: 'button'}, 'Copy');
        marks.copyOnClick(copy, () => command, code);
        return make('div', {class: 'command'}, code, copy);
      }));
      byId('over').showModal();
    } catch (error) {
      fail(error);
    }
  }

  /* ---- Keys ---- */

  const KEYS = {
    normal: [['← → ↑ ↓', 'move from image to image'], ['d', 'remove it'], ['k', 'keep it'], ['m', 'move it to the class it looks like'], ['1 … 9', 'move it to another class'], ['u', 'unsure: it stays'],
      ['z', 'take the last decision back'], ['Enter', 'large view'], ['Shift and arrows', 'select a range; so does Shift and a click'], ['a', 'select all that is shown'], ['/', 'look for a name'], ['[ ]', 'the class before, the next class'], ['+ −', 'size of the pictures; in the large view, zoom'], ['0', 'fit the picture into the view'], ['Esc', 'close; select nothing']],
    asking: [['r', 'it is right here'], ['w', 'it is wrong here'], ['1 … 9', 'it is wrong, and belongs to another class'], ['u', 'unsure'], ['z', 'take the last answer back'], ['← → ↑ ↓', 'move from image to image'], ['Enter', 'large view'], ['+ − 0', 'zoom'], ['Esc', 'close']],
  };

  document.addEventListener('keydown', (event) => {
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (event.key === 'Escape' && event.target === byId('name')) {
      list.focus();
      return;
    }
    if (isTyping(event.target) || isOver || help.open || byId('finish').open) {
      return;
    }
    if ((event.ctrlKey || event.metaKey) && !event.altKey && (key === 'z' || key === 'a') && !event.shiftKey) {
      event.preventDefault();
      (key === 'z' ? undo : selectAll)();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const onWall = event.target === document.body || event.target === list || event.target === wall;
    const act = actOf(key, event.shiftKey, onWall, event.target.type === 'range');
    if (act) {
      event.preventDefault();
      act();
    }
  });

  function actOf(key, shift, onWall, isSlider) {
    const step = (place) => () => go(place(), shift && !large.open);
    const moves = {
      ArrowLeft: step(() => at - 1), ArrowRight: step(() => at + 1),
      ArrowUp: step(() => (large.open ? at - 1 : row(-1))), ArrowDown: step(() => (large.open ? at + 1 : row(1))),
      PageUp: step(() => page(-1)), PageDown: step(() => page(1)), Home: step(() => 0), End: step(() => view.total - 1),
    };
    if (moves[key]) {
      return isSlider ? undefined : moves[key];
    }
    if (key === 'Enter' || key === ' ') {
      return onWall && !large.open ? openLarge : undefined;
    }
    const decisions = isAsking ? marks.answers : marks.keys;
    if (decisions[key]) {
      return () => decide(decisions[key]);
    }
    if (/^[1-9]$/.test(key)) {
      const place = placesOf()[Number(key) - 1];
      return place ? () => decide('move', place.uri) : undefined;
    }
    return {
      'z': undo,
      'a': () => (large.open ? undefined : selectAll()),
      '?': () => help.showModal(),
      '/': () => (large.open || isAsking ? undefined : byId('name').focus()),
      '[': () => choose((r + reports.length - 1) % reports.length),
      ']': () => choose((r + 1) % reports.length),
      '+': () => (large.open ? zoomBy(1.5) : resize(16)),
      '=': () => (large.open ? zoomBy(1.5) : resize(16)),
      '-': () => (large.open ? zoomBy(1 / 1.5) : resize(-16)),
      '0': () => large.open && fit(),
      'Escape': large.open || anchor < 0 ? undefined : () => go(at),
    }[key];
  }

  function selectAll() {
    if (view.total) {
      anchor = 0;
      go(view.total - 1, true, true);
    }
  }

  function resize(by) {
    byId('size').value = Number(byId('size').value) + by;
    relayout();
  }

  function relayout() {
    layout();
    if (view.total) {
      const {top} = box(at);
      if (top < wall.scrollTop || top + cell.height > wall.scrollTop + wall.clientHeight) {
        wall.scrollTop = Math.max(0, top - wall.clientHeight / 3);
      }
    }
    render();
    showCurrent();
  }

  /* ---- Wiring ---- */

  let isDrawn = false;
  wall.addEventListener('scroll', () => {
    if (!isDrawn) {
      isDrawn = true;
      requestAnimationFrame(() => {
        isDrawn = false;
        render();
      });
    }
  });
  let wallWidth = 0;
  new ResizeObserver(() => {
    if (reports.length && wall.clientWidth !== wallWidth) {
      wallWidth = wall.clientWidth;
      relayout();
    } else if (reports.length) {
      render();
    }
  }).observe(wall);
  list.addEventListener('click', (event) => {
    const card = event.target.closest('.card');
    if (!card) {
      return;
    }
    const isTouch = matchMedia('(pointer: coarse)').matches;
    go(Number(card.dataset.place), event.shiftKey);
    list.focus({preventScroll: true});
    if (isTouch) {
      openLarge();
    }
  });
  list.addEventListener('dblclick', (event) => {
    if (event.target.closest('.card')) {
      openLarge();
    }
  });
  large.addEventListener('close', () => {
    largeOf = '';
    picture.removeAttribute('src');
    showCurrent();
    list.focus({preventScroll: true});
  });
  document.querySelectorAll('#shown button').forEach((choice) => choice.addEventListener('click', () => filter('shown', choice.dataset.value)));
  byId('decided').addEventListener('change', () => filter('decided', byId('decided').value));
  let typing;
  byId('name').addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(() => {
      filters.name = byId('name').value;
      showFilters();
      load();
    }, 150);
  });
  byId('sort').addEventListener('change', () => load());
  byId('group').addEventListener('change', () => load());
  byId('reverse').addEventListener('click', () => {
    byId('reverse').setAttribute('aria-pressed', String(byId('reverse').getAttribute('aria-pressed') !== 'true'));
    load();
  });
  byId('size').addEventListener('input', relayout);
  byId('clear').addEventListener('click', clearFilters);
  byId('filters-button').addEventListener('click', () => {
    const isOpen = byId('facets').classList.toggle('open');
    byId('filters-button').setAttribute('aria-expanded', String(isOpen));
    byId('filters-button').textContent = isOpen ? 'Done' : 'Filter';
  });
  byId('undo').addEventListener('click', undo);
  byId('end').addEventListener('click', openFinish);
  byId('finish-back').addEventListener('click', () => byId('finish').close());
  byId('finish-end').addEventListener('click', end);
  byId('previous').addEventListener('click', () => go(at - 1));
  byId('next').addEventListener('click', () => go(at + 1));
  byId('large-close').addEventListener('click', () => large.close());
  byId('zoom-in').addEventListener('click', () => zoomBy(1.5));
  byId('zoom-out').addEventListener('click', () => zoomBy(1 / 1.5));
  byId('zoom-fit').addEventListener('click', fit);
  marks.closeByClickBeside(help);
  marks.closeByClickBeside(byId('finish'));

  get('/api/reports').then(async (all) => {
    reports = all.reports;
    isAsking = reports.some(({sample}) => sample > 0);
    document.body.classList.toggle('asking', isAsking);
    byId('keys').replaceChildren(...(isAsking ? KEYS.asking : KEYS.normal).map(([keys, words]) => (
      make('div', {}, make('dt', {}, ...keys.split(' ').flatMap((key) => (['and', '…'].includes(key) ? [key, ' '] : [make('kbd', {}, key), ' ']))), make('dd', {}, words)))));
    byId('tabs').replaceChildren(...reports.map(({name, location}, number) => {
      const tab = button('', {role: 'tab', title: location, 'aria-controls': 'wall'}, () => choose(number));
      tab.append(make('bdi', {}, name), make('small'));
      return tab;
    }));
    document.title = 'Review of ' + reports.map(({name}) => name).join(', ');
    await choose(Math.max(0, reports.findIndex(({sample, counts}) => (isAsking ? sample > counts.sampled : counts.flag.none > 0))));
    list.focus({preventScroll: true});
    if (isAsking) {
      openLarge();
    }
  }).catch((error) => {
    byId('empty').hidden = false;
    byId('empty').textContent = error instanceof TypeError ? 'label-verifier does not answer.' : error.message;
  });
})();
