
'use strict';
(() => {
  const byId = (id) => document.getElementById(id);
  const pageId = document.documentElement.dataset.id;
  const storageName = 'label-verifier-gallery-' + pageId;
  const command = byId('command');
  const flagged = Number(command.dataset.flagged);

  // A card of the page. Marked means: keep it after all, or, in the sample of kept images: it is a miss.
  const cards = Array.from(document.querySelectorAll('.card'), (element) => ({
    element,
    key: JSON.parse(element.dataset.key),
    isFlagged: element.dataset.verdict === 'flag',
    isSampled: element.closest('#sample') !== null,
    // How much of the picture the class takes; unknown where Rekognition gave no box.
    largest: 'largest' in element.dataset ? Number(element.dataset.largest) : undefined,
    pick: element.querySelector('.pick'),
    name: element.querySelector('.name').textContent.toLowerCase(),
    reasons: Array.from(element.querySelectorAll('.reason'), (reason) => reason.textContent),
    labels: Array.from(element.querySelectorAll('.labels li:not(.none, .faint) bdi'), (label) => label.textContent),
  }));
  const cardOf = new Map(cards.map((card) => [card.element, card]));
  // The cards as they stand on the page now; their places in the list above stay.
  let inOrder = cards;

  /* ---- Marks, and where they outlive a reload ---- */

  const hashPrefix = '#marks=';

  // Keys of the marks in the browser's storage; where a page may not use that, places of the marks in its address.
  const storage = {
    read() {
      try {
        const text = localStorage.getItem(storageName);
        if (text) {
          return JSON.parse(text);
        }
      } catch (e) {
        // No storage here, or nothing that this page wrote.
      }
      if (location.hash.startsWith(hashPrefix)) {
        const marked = location.hash.slice(hashPrefix.length).split(',').map((place) => cards[Number(place)]).filter(Boolean);
        return {
          keep: marked.filter((card) => card.isFlagged).map((card) => card.key),
          miss: marked.filter((card) => !card.isFlagged).map((card) => card.key),
        };
      }
      return {};
    },
    write(state) {
      try {
        localStorage.setItem(storageName, JSON.stringify(state));
      } catch (e) {
        const places = cards.map((card, place) => (isMarked(card) ? place : -1)).filter((place) => place >= 0);
        location.replace(places.length ? hashPrefix + places.join(',') : '#');
      }
    },
  };

  const strings = (list) => (Array.isArray(list) ? list.filter((item) => typeof item === 'string') : []);
  const stored = storage.read();
  const keep = new Set(strings(stored.keep));
  const miss = new Set(strings(stored.miss));
  let saves = Number.isInteger(stored.saves) ? stored.saves : 0;
  let savedContent = typeof stored.saved === 'string' ? stored.saved : '';

  const marksOf = (card) => (card.isFlagged ? keep : miss);
  const isMarked = (card) => marksOf(card).has(card.key);
  const remember = () => storage.write({keep: [...keep], miss: [...miss], saves, saved: savedContent});

  function mark(card, marked) {
    if (marked) {
      marksOf(card).add(card.key);
    } else {
      marksOf(card).delete(card.key);
    }
    show(card);
    showNumbers();
    remember();
    if (byId('by-mark').value) {
      filter();
    }
  }

  function show(card) {
    card.element.classList.toggle('marked', isMarked(card));
    card.pick.setAttribute('aria-pressed', String(isMarked(card)));
  }

  /* ---- Numbers and the keep list ---- */

  const count = (n) => n.toLocaleString('en-US');
  const keepKeys = () => [...keep].sort();
  const needsNul = (keys) => keys.some((key) => /[\n\r]/.test(key));

  // A key that looks like a URI would be taken for one.
  const listed = (key) => (key.startsWith('s3://') ? command.dataset.uriBase + key : key);

  function keepList() {
    const keys = keepKeys();
    const end = needsNul(keys) ? '\0' : '\n';
    return keys.map((key) => listed(key) + end).join('');
  }

  // Another content gets another name: a browser never writes over a file, and the command must not read an older one.
  function fileName(number) {
    return number > 1 ? 'keep-' + number + '.txt' : 'keep.txt';
  }

  function showNumbers() {
    const list = keepList();
    const isSaved = keep.size > 0 && saves > 0 && list === savedContent;
    const name = fileName(isSaved ? saves : saves + 1);
    byId('to-remove').textContent = count(Math.max(0, flagged - keep.size));
    byId('kept-by-you').textContent = count(keep.size);
    byId('save').disabled = keep.size === 0;
    command.textContent = command.dataset.base
        + (keep.size ? ' --keep-list ' + name + (needsNul(keepKeys()) ? ' -0' : '') : '');
    byId('next').textContent = keep.size === 0
      ? (flagged ? 'Mark what is to stay. Nothing is removed from this page.' : '')
      : isSaved
        ? 'Saved as ' + name + ' among your downloads: run the command there. If the browser gave it another name, such as keep (1).txt, put that into the command.'
        : saves > 0
          ? 'The marks have changed since ' + fileName(saves) + ' was saved: save the list again.'
          : 'Save the keep list first, then run the command where it was saved.';
    showEstimate();
  }

  // Wilson's interval: what a sample of this size can tell of all it was drawn from. Doubtful images were not drawn.
  function showEstimate() {
    const sampled = cards.filter((card) => card.isSampled);
    const misses = sampled.filter(isMarked).length;
    const estimate = byId('estimate');
    if (!estimate) {
      return;
    }
    estimate.hidden = misses === 0;
    const all = Number(command.dataset.sampledFrom);
    const n = sampled.length;
    const z = 1.96;
    const p = misses / n;
    const middle = (p + z * z / (2 * n)) / (1 + z * z / n);
    const half = z * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n);
    const least = Math.max(misses, Math.floor((middle - half) * all));
    const most = Math.min(all, Math.ceil((middle + half) * all));
    const kept = byId('doubtful') ? ' other kept images' : ' kept images';
    estimate.textContent = n === all
      ? count(misses) + ' of ' + count(n) + kept + (misses === 1 ? ' is a miss.' : ' are misses.')
      : count(misses) + ' of ' + count(n) + ' in the sample: probably ' + count(least) + ' to ' + count(most)
        + ' of all ' + count(all) + kept + '.';
  }

  function save() {
    const list = keepList();
    if (list !== savedContent || saves === 0) {
      saves += 1;
      savedContent = list;
    }
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([list], {type: 'application/octet-stream'}));
    link.download = fileName(saves);
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    remember();
    showNumbers();
  }

  async function copy() {
    const button = byId('copy');
    try {
      await navigator.clipboard.writeText(command.textContent);
    } catch (e) {
      getSelection().selectAllChildren(command);
      document.execCommand('copy');
    }
    button.textContent = 'Copied';
    setTimeout(() => { button.textContent = 'Copy'; }, 1500);
  }

  /* ---- Filters ---- */

  function fillSelect(select, lists) {
    const counts = new Map();
    for (const list of lists) {
      for (const name of new Set(list)) {
        counts.set(name, (counts.get(name) || 0) + 1);
      }
    }
    const sorted = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 300);
    for (const [name, n] of sorted) {
      select.append(new Option(name + ' (' + n + ')', name));
    }
  }

  const isShown = (card) => !card.element.hidden;

  function filter() {
    const reason = byId('by-reason').value;
    const label = byId('by-label').value;
    const wanted = byId('by-mark').value;
    const name = byId('by-name').value.trim().toLowerCase();
    const fits = {
      '': () => true,
      remove: (card) => card.isFlagged && !isMarked(card),
      keep: (card) => card.isFlagged && isMarked(card),
      miss: (card) => !card.isFlagged && isMarked(card),
    }[wanted];
    for (const card of cards) {
      card.element.hidden = !(fits(card)
        && (!reason || card.reasons.includes(reason))
        && (!label || card.labels.includes(label))
        && card.name.includes(name));
    }
    for (const group of document.querySelectorAll('.group')) {
      const grid = group.querySelector('.grid');
      group.hidden = grid ? !grid.querySelector('.card:not([hidden])') : Boolean(reason || label || wanted || name);
    }
    const isFiltering = Boolean(reason || label || wanted || name);
    const shown = cards.filter(isShown).length;
    byId('clear').hidden = !isFiltering;
    byId('showing').textContent = isFiltering
      ? count(shown) + ' of ' + count(cards.length) + ' shown'
      : '';
    if (!current || !isShown(current)) {
      setCurrent(inOrder.find(isShown));
    }
  }

  /* ---- Order ---- */

  // Within each group; where the size is not known, as the page had them, at the end.
  function sort() {
    const direction = Number(byId('by-size').value);
    const rank = (card) => (direction === 0 ? 0 : card.largest === undefined ? Infinity : direction * card.largest);
    const compare = (a, b) => (rank(a) === rank(b) ? cards.indexOf(a) - cards.indexOf(b) : rank(a) - rank(b));
    for (const grid of document.querySelectorAll('.grid')) {
      grid.append(...Array.from(grid.children, (element) => cardOf.get(element)).sort(compare).map((card) => card.element));
    }
    inOrder = Array.from(document.querySelectorAll('.card'), (element) => cardOf.get(element));
  }

  /* ---- Moving about ---- */

  let current;

  function setCurrent(card) {
    if (current) {
      current.pick.tabIndex = -1;
    }
    current = card;
    if (current) {
      current.pick.tabIndex = 0;
    }
  }

  function go(card) {
    if (card) {
      setCurrent(card);
      card.pick.focus({preventScroll: true});
      card.element.scrollIntoView({block: 'nearest'});
    }
  }

  function step(by) {
    const shown = inOrder.filter(isShown);
    return shown[shown.indexOf(current) + by];
  }

  // The card in the next row whose middle is nearest.
  function stepRow(direction) {
    const from = current.element.getBoundingClientRect();
    const middle = from.left + from.width / 2;
    let best;
    let bestTop;
    let bestDistance;
    for (const card of inOrder) {
      if (!isShown(card)) {
        continue;
      }
      const box = card.element.getBoundingClientRect();
      const ahead = (box.top - from.top) * direction;
      if (ahead < 2 || (best && ahead > bestTop + 2)) {
        continue;
      }
      const distance = Math.abs(box.left + box.width / 2 - middle);
      if (!best || ahead < bestTop - 2 || distance < bestDistance) {
        best = card;
        bestTop = ahead;
        bestDistance = distance;
      }
    }
    return best;
  }

  /* ---- Large view ---- */

  const large = byId('large');

  function showLarge(card) {
    if (!card) {
      return;
    }
    setCurrent(card);
    const picture = card.pick.querySelector('img');
    const problem = card.pick.querySelector('.problem');
    byId('large-picture').hidden = !picture;
    if (picture) {
      byId('large-picture').src = picture.src;
      byId('large-picture').alt = picture.alt;
    }
    byId('large-problem').textContent = problem ? problem.textContent : '';
    byId('large-problem').hidden = !problem;
    const body = card.element.querySelector('.body').cloneNode(true);
    byId('large-body').replaceChildren(body);
    byId('large-previous').disabled = !step(-1);
    byId('large-next').disabled = !step(1);
    showLargeMark();
    if (!large.open) {
      large.showModal();
      byId('large-mark').focus();
    }
  }

  function showLargeMark() {
    const button = byId('large-mark');
    button.setAttribute('aria-pressed', String(isMarked(current)));
    button.textContent = current.isFlagged
      ? (isMarked(current) ? 'Remove it, as flagged' : 'Keep it after all')
      : (isMarked(current) ? 'No miss' : 'It is a miss');
  }

  function markCurrent(marked) {
    const next = byId('by-mark').value ? step(1) || step(-1) : undefined;
    const card = current;
    mark(card, marked);
    if (large.open) {
      showLargeMark();
    } else if (!isShown(card)) {
      go(next && isShown(next) ? next : inOrder.find(isShown));
    }
  }

  /* ---- Keys ---- */

  const isTyping = (target) => target instanceof Element && target.closest('input, select, textarea');

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) {
      return;
    }
    if (event.key === '?') {
      event.preventDefault();
      byId('help').showModal();
      return;
    }
    if (byId('help').open || !current) {
      return;
    }
    const onCard = event.target === document.body || event.target === byId('images') || cardOf.has(event.target.closest && event.target.closest('.card'));
    const move = {ArrowLeft: () => step(-1), ArrowRight: () => step(1), ArrowUp: () => stepRow(-1), ArrowDown: () => stepRow(1)}[event.key];
    if (move && (large.open || onCard)) {
      event.preventDefault();
      if (large.open) {
        showLarge(event.key === 'ArrowUp' || event.key === 'ArrowLeft' ? step(-1) : step(1));
      } else {
        // The first arrow goes to the current image, from wherever the page was.
        go(document.activeElement === current.pick ? move() : current);
      }
      return;
    }
    // Of a flagged image, k marks and d takes the mark back; of a kept one it is the other way round.
    const marks = {k: () => current.isFlagged, d: () => !current.isFlagged, x: () => !isMarked(current)}[event.key.toLowerCase()];
    if (marks && (large.open || onCard)) {
      event.preventDefault();
      markCurrent(marks());
    } else if (event.key === 'Enter' && !large.open && event.target === current.pick) {
      event.preventDefault();
      showLarge(current);
    }
  });

  document.addEventListener('click', (event) => {
    const card = event.target.closest && cardOf.get(event.target.closest('.card'));
    if (!card) {
      return;
    }
    if (event.target.closest('.zoom')) {
      showLarge(card);
    } else if (event.target.closest('.pick')) {
      setCurrent(card);
      markCurrent(!isMarked(card));
    }
  });
  document.addEventListener('focusin', (event) => {
    const card = event.target.closest && cardOf.get(event.target.closest('.card'));
    if (card) {
      setCurrent(card);
    }
  });

  for (const dialog of document.querySelectorAll('dialog')) {
    dialog.addEventListener('click', (event) => {
      if (event.target === dialog) {
        const box = dialog.getBoundingClientRect();
        if (event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom) {
          dialog.close();
        }
      }
    });
  }
  large.addEventListener('close', () => {
    if (current && !isShown(current)) {
      filter();
    }
    go(current);
  });
  byId('large-close').addEventListener('click', () => large.close());
  byId('large-previous').addEventListener('click', () => showLarge(step(-1)));
  byId('large-next').addEventListener('click', () => showLarge(step(1)));
  byId('large-mark').addEventListener('click', () => markCurrent(!isMarked(current)));
  byId('help-button').addEventListener('click', () => byId('help').showModal());
  byId('help-close').addEventListener('click', () => byId('help').close());
  byId('save').addEventListener('click', save);
  byId('copy').addEventListener('click', copy);
  byId('by-size').addEventListener('change', sort);
  byId('filters').addEventListener('input', filter);
  byId('filters').addEventListener('change', filter);
  byId('filters').addEventListener('submit', (event) => event.preventDefault());
  byId('filters').addEventListener('reset', () => setTimeout(() => { sort(); filter(); }));
  // Another window with the same page may have marked something.
  addEventListener('storage', (event) => {
    if (event.key === storageName) {
      const now = storage.read();
      keep.clear();
      miss.clear();
      strings(now.keep).forEach((key) => keep.add(key));
      strings(now.miss).forEach((key) => miss.add(key));
      saves = Number.isInteger(now.saves) ? now.saves : saves;
      savedContent = typeof now.saved === 'string' ? now.saved : savedContent;
      cards.forEach(show);
      showNumbers();
      filter();
    }
  });

  fillSelect(byId('by-reason'), cards.map((card) => card.reasons));
  fillSelect(byId('by-label'), cards.map((card) => card.labels));
  for (const card of cards) {
    card.pick.tabIndex = -1;
    show(card);
  }
  // On a phone the images would be pages below.
  byId('numbers').open = !matchMedia('(max-width: 40rem)').matches;
  byId('filters').hidden = cards.length === 0;
  byId('order').hidden = cards.every((card) => card.largest === undefined);
  setCurrent(cards[0]);
  showNumbers();
})();
