(() => {
  const {count, copy, closeByClickBeside} = marks;
  const byId = (id) => document.getElementById(id);
  const command = byId('command');

  // The reports of the page, each with marks and a review of its own.
  const classes = Array.from(document.querySelectorAll('.class'), (element) => ({
    element,
    name: element.dataset.name,
    storageName: 'label-verifier-gallery-' + element.dataset.id,
    flagged: Number(element.dataset.flagged),
    keep: new Set(),
    move: new Set(),
    miss: new Set(),
    saves: 0,
    saved: '',
  }));
  const isOne = classes.length === 1;

  // A card of the page. Of a flagged image, a person decides that it stays or moves; of a kept one, that it goes.
  const cards = Array.from(document.querySelectorAll('.card'), (element) => ({
    element,
    owner: classes.find((one) => one.element.contains(element)),
    key: JSON.parse(element.dataset.key),
    isFlagged: element.dataset.verdict === 'flag',
    size: Number(element.dataset.size),
    etag: JSON.parse(element.dataset.etag),
    suggest: element.dataset.suggest ? JSON.parse(element.dataset.suggest) : '',
    isSampled: element.closest('.sample') !== null,
    // How much of the picture the class takes; unknown where Rekognition gave no box.
    largest: 'largest' in element.dataset ? Number(element.dataset.largest) : undefined,
    pick: element.querySelector('.pick'),
    name: element.querySelector('.name').textContent.toLowerCase(),
    reasons: Array.from(element.querySelectorAll('.reason'), (reason) => reason.textContent),
    labels: Array.from(element.querySelectorAll('.labels li:not(.none, .faint) bdi'), (label) => label.textContent),
  }));
  classes.forEach((one) => { one.cards = cards.filter((card) => card.owner === one); });
  const cardOf = new Map(cards.map((card) => [card.element, card]));
  // The cards as they stand on the page now; their places in the list above stay.
  let inOrder = cards;

  /* ---- Marks, and where they outlive a reload ---- */

  const hashPrefix = '#marks=';

  // Keys of the marks in the browser's storage; where a page may not use that, places of the marks in its address.
  const storage = {
    read(one) {
      try {
        const text = localStorage.getItem(one.storageName);
        if (text) {
          return JSON.parse(text);
        }
      } catch (e) {
        // No storage here, or nothing that this page wrote.
      }
      if (location.hash.startsWith(hashPrefix)) {
        const marked = location.hash.slice(hashPrefix.length).split(',')
          .map((place) => ({card: cards[parseInt(place, 10)], isMoved: place.endsWith('m')})).filter(({card}) => card && card.owner === one);
        const keysOf = (wanted) => marked.filter(wanted).map(({card}) => card.key);
        return {
          keep: keysOf(({card, isMoved}) => card.isFlagged && !isMoved),
          move: keysOf(({card, isMoved}) => card.isFlagged && isMoved),
          miss: keysOf(({card}) => !card.isFlagged),
        };
      }
      return {};
    },
    write(one, state) {
      try {
        localStorage.setItem(one.storageName, JSON.stringify(state));
      } catch (e) {
        const places = cards.map((card, place) => (isMarked(card) ? place + (markOf(card) === 'move' ? 'm' : '') : '')).filter(Boolean);
        location.replace(places.length ? hashPrefix + places.join(',') : '#');
      }
    },
  };

  const strings = (list) => (Array.isArray(list) ? list.filter((item) => typeof item === 'string') : []);

  function recall(one) {
    const stored = storage.read(one);
    for (const kind of ['keep', 'move', 'miss']) {
      one[kind].clear();
      strings(stored[kind]).forEach((key) => one[kind].add(key));
    }
    one.saves = Number.isInteger(stored.saves) ? stored.saves : one.saves;
    one.saved = typeof stored.saved === 'string' ? stored.saved : one.saved;
  }
  classes.forEach(recall);

  function markOf(card) {
    const {keep, move, miss} = card.owner;
    return card.isFlagged ? (keep.has(card.key) ? 'keep' : move.has(card.key) ? 'move' : '') : miss.has(card.key) ? 'remove' : '';
  }
  const isMarked = (card) => markOf(card) !== '';
  const remember = (one) => storage.write(one, {keep: [...one.keep], move: [...one.move], miss: [...one.miss], saves: one.saves, saved: one.saved});

  // Without a mark, what the report says is done.
  function setMark(card, value) {
    const {keep, move, miss} = card.owner;
    [keep, move, miss].forEach((marks) => marks.delete(card.key));
    if (value) {
      ({keep, move, remove: miss})[value].add(card.key);
    }
    show(card);
  }

  function mark(card, value) {
    setMark(card, value);
    showNumbers(card.owner);
    remember(card.owner);
    if (byId('by-mark').value) {
      filter();
    }
  }

  // A click, or x, turns what the report says into its opposite, and back.
  const opposite = (card) => (isMarked(card) ? '' : card.isFlagged ? 'keep' : 'remove');

  function show(card) {
    const value = markOf(card);
    card.element.classList.toggle('marked', isMarked(card));
    card.element.classList.toggle('moving', value === 'move');
    card.pick.setAttribute('aria-pressed', String(isMarked(card)));
    card.element.querySelectorAll('.act').forEach((act) => act.setAttribute('aria-pressed', String(act.dataset.act === value)));
  }

  /* ---- Numbers and the review ---- */

  // The lines of a review file, as the other ways of deciding write them.
  function reviewLines(one) {
    const decided = one.cards.filter((card, place) => isMarked(card) && one.cards.findIndex((other) => other.key === card.key) === place);
    return decided.map((card) => {
      const decision = markOf(card);
      return JSON.stringify({type: 'review', key: card.key, size: card.size, etag: card.etag, decision, ...(decision === 'move' && {to: card.suggest})});
    });
  }

  // Another content gets another name: a browser never writes over a file, and the command must not read an older one.
  function fileName(one, number) {
    const name = one.element.dataset.report.replace(/[^\p{L}\p{N}._ ()'-]/gu, '_');
    return name + '.review' + (number > 1 ? '-' + number : '') + '.jsonl';
  }

  const quoted = (word) => (/^[A-Za-z0-9_./:=@%+,-]+$/.test(word) ? word : "'" + word.replace(/'/g, "'\\''") + "'");

  const decidedOf = (one) => one.keep.size + one.move.size + one.miss.size;
  const isSaved = (one) => decidedOf(one) > 0 && one.saves > 0 && reviewLines(one).join('\n') === one.saved;

  // The report whose numbers and command stand at the foot.
  let inHand = classes[0];

  function takeInHand(one) {
    if (one !== inHand) {
      inHand = one;
      showFoot();
    }
  }

  function showNumbers(one) {
    inHand = one;
    showFoot();
    showState(one);
    showEstimate(one);
  }

  function showFoot() {
    const {keep, move, miss, flagged, saves, element} = inHand;
    const decided = decidedOf(inHand);
    const saved = isSaved(inHand);
    const name = fileName(inHand, saved ? saves : saves + 1);
    byId('to-remove').textContent = count(Math.max(0, flagged - keep.size - move.size + miss.size));
    byId('to-move').textContent = count(move.size);
    byId('to-move').parentElement.hidden = move.size === 0;
    byId('kept-by-you').textContent = count(keep.size);
    byId('kept').textContent = element.dataset.kept;
    byId('hiding').textContent = element.dataset.hiding;
    byId('hiding').hidden = !element.dataset.hiding;
    byId('save').disabled = decided === 0;
    command.textContent = element.dataset.base + (decided ? ' --review ' + quoted(name) : '');
    byId('next').textContent = decided === 0
      ? (flagged ? 'Mark what is to stay. Nothing is removed from this page.' : '')
      : saved
        ? 'Saved as ' + name + ' among your downloads: run the command there. If the browser gave it another name, such as one with (1), put that into the command.'
        : saves > 0
          ? 'The marks have changed since ' + fileName(inHand, saves) + ' was saved: save the review again.'
          : 'Save the review first, then run the command where it was saved.';
    if (!isOne) {
      byId('in-hand').value = String(classes.indexOf(inHand));
    }
  }

  // What is still to be saved, class by class, where it can be seen together.
  function showState(one) {
    const state = document.querySelector('.state[data-of="' + (classes.indexOf(one) + 1) + '"]');
    if (state) {
      const decided = decidedOf(one);
      const saved = isSaved(one);
      state.textContent = decided === 0 ? '' : count(decided) + ' marked, ' + (saved ? 'saved' : 'not saved');
      state.classList.toggle('unsaved', decided > 0 && !saved);
    }
  }

  // Wilson's interval: what a sample of this size can tell of all it was drawn from. Doubtful images were not drawn.
  function showEstimate(one) {
    const sampled = one.cards.filter((card) => card.isSampled);
    const misses = sampled.filter(isMarked).length;
    const estimate = one.element.querySelector('.estimate');
    if (!estimate) {
      return;
    }
    estimate.hidden = misses === 0;
    const all = Number(one.element.dataset.sampledFrom);
    const n = sampled.length;
    const z = 1.96;
    const p = misses / n;
    const middle = (p + z * z / (2 * n)) / (1 + z * z / n);
    const half = z * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n);
    const least = Math.max(misses, Math.floor((middle - half) * all));
    const most = Math.min(all, Math.ceil((middle + half) * all));
    const kept = one.element.querySelector('.doubtful') ? ' other kept images' : ' kept images';
    estimate.textContent = n === all
      ? count(misses) + ' of ' + count(n) + kept + (misses === 1 ? ' is a miss.' : ' are misses.')
      : count(misses) + ' of ' + count(n) + ' in the sample: probably ' + count(least) + ' to ' + count(most)
        + ' of all ' + count(all) + kept + '.';
  }

  function save() {
    const one = inHand;
    const lines = reviewLines(one);
    if (lines.join('\n') !== one.saved || one.saves === 0) {
      one.saves += 1;
      one.saved = lines.join('\n');
    }
    const at = new Date().toISOString();
    const review = [one.element.dataset.reviewHeader, ...lines.map((line) => line.slice(0, -1) + ',"at":' + JSON.stringify(at) + '}')].map((line) => line + '\n').join('');
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([review], {type: 'application/octet-stream'}));
    link.download = fileName(one, one.saves);
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    remember(one);
    showNumbers(one);
  }

  async function copyCommand() {
    const button = byId('copy');
    await copy(command.textContent, command);
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
    const ofClass = isOne ? '' : byId('by-class').value;
    const fits = {
      '': () => true,
      remove: (card) => (card.isFlagged ? !isMarked(card) : isMarked(card)),
      keep: (card) => markOf(card) === 'keep',
      move: (card) => markOf(card) === 'move',
      miss: (card) => !card.isFlagged && isMarked(card),
    }[wanted];
    for (const card of cards) {
      card.element.hidden = !(fits(card)
        && (!ofClass || card.owner === classes[Number(ofClass)])
        && (!reason || card.reasons.includes(reason))
        && (!label || card.labels.includes(label))
        && card.name.includes(name));
    }
    for (const group of document.querySelectorAll('.group')) {
      group.hidden = group.querySelector('.grid') ? !group.querySelector('.card:not([hidden])') : Boolean(reason || label || wanted || name);
    }
    // Of a class alone, also what tells of it; of a filter, the classes that have an image that it leaves.
    classes.forEach((one, place) => {
      one.element.hidden = Boolean(ofClass && ofClass !== String(place))
        || (!isOne && Boolean(reason || label || wanted || name) && !one.cards.some(isShown));
    });
    const isFiltering = Boolean(reason || label || wanted || name || ofClass);
    const shown = cards.filter(isShown).length;
    byId('clear').hidden = !isFiltering;
    byId('showing').textContent = isFiltering
      ? count(shown) + ' of ' + count(cards.length) + ' shown'
      : '';
    if (!current || !isShown(current)) {
      setCurrent(inOrder.find(isShown));
    }
    if (ofClass) {
      takeInHand(classes[Number(ofClass)]);
    }
  }

  /* ---- Order ---- */

  // Within each group; where the size is not known, as the page had them, at the end.
  function sort() {
    const direction = Number(byId('by-size').value);
    const rank = (card) => (direction === 0 ? 0 : card.largest === undefined ? Infinity : direction * card.largest);
    const compare = (a, b) => (rank(a) === rank(b) ? cards.indexOf(a) - cards.indexOf(b) : rank(a) - rank(b));
    for (const grid of document.querySelectorAll('.grid')) {
      grid.append(...Array.from(grid.querySelectorAll('.card'), (element) => cardOf.get(element)).sort(compare).map((card) => card.element));
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
      takeInHand(current.owner);
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
      const {larger} = card.element.dataset;
      byId('large-picture').src = larger ? 'data:image/jpeg;base64,' + larger : picture.src;
      byId('large-picture').alt = picture.alt;
    }
    byId('large-small-only').hidden = !('withoutLarger' in card.element.dataset);
    byId('large-real').hidden = !card.element.dataset.larger;
    showRealSize(false);
    byId('large-problem').textContent = problem ? problem.textContent : '';
    byId('large-problem').hidden = !problem;
    const body = card.element.querySelector('.body').cloneNode(true);
    body.querySelector('.acts').remove();
    byId('large-body').replaceChildren(body);
    byId('large-previous').disabled = !step(-1);
    byId('large-next').disabled = !step(1);
    showLargeMark();
    if (!large.open) {
      large.showModal();
      byId('large-mark').focus();
    }
  }

  // As many pixels as the page has of it, to be scrolled; or all of it at once.
  function showRealSize(isReal) {
    byId('stage').classList.toggle('real', isReal);
    byId('large-real').setAttribute('aria-pressed', String(isReal));
    if (isReal) {
      const stage = byId('stage');
      stage.scrollTo((stage.scrollWidth - stage.clientWidth) / 2, (stage.scrollHeight - stage.clientHeight) / 2);
    }
  }

  const toggleRealSize = () => showRealSize(!byId('large-real').hidden && !byId('stage').classList.contains('real'));

  function showLargeMark() {
    const button = byId('large-mark');
    button.setAttribute('aria-pressed', String(isMarked(current)));
    button.textContent = current.isFlagged
      ? (isMarked(current) ? 'Remove it, as flagged' : 'Keep it after all')
      : (isMarked(current) ? 'Keep it' : 'Remove it: a miss');
  }

  function markCurrent(value) {
    const next = byId('by-mark').value ? step(1) || step(-1) : undefined;
    const card = current;
    mark(card, value);
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
    if (large.open && event.key.toLowerCase() === 'z') {
      event.preventDefault();
      toggleRealSize();
      return;
    }
    // What the report says anyway needs no mark.
    const marks = {
      k: () => (current.isFlagged ? 'keep' : ''),
      d: () => (current.isFlagged ? '' : 'remove'),
      m: () => (current.suggest ? 'move' : markOf(current)),
      x: () => opposite(current),
    }[event.key.toLowerCase()];
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
    } else if (event.target.closest('.act')) {
      const {act} = event.target.closest('.act').dataset;
      setCurrent(card);
      markCurrent(markOf(card) === act ? '' : act);
    } else if (event.target.closest('.pick')) {
      setCurrent(card);
      markCurrent(opposite(card));
    }
  });
  document.addEventListener('focusin', (event) => {
    const card = event.target.closest && cardOf.get(event.target.closest('.card'));
    if (card) {
      setCurrent(card);
    }
  });

  document.querySelectorAll('dialog').forEach(closeByClickBeside);
  large.addEventListener('close', () => {
    if (current && !isShown(current)) {
      filter();
    }
    go(current);
  });
  byId('large-real').addEventListener('click', toggleRealSize);
  byId('large-picture').addEventListener('click', toggleRealSize);
  byId('large-close').addEventListener('click', () => large.close());
  byId('large-previous').addEventListener('click', () => showLarge(step(-1)));
  byId('large-next').addEventListener('click', () => showLarge(step(1)));
  byId('large-mark').addEventListener('click', () => markCurrent(opposite(current)));
  byId('help-button').addEventListener('click', () => byId('help').showModal());
  byId('help-close').addEventListener('click', () => byId('help').close());
  byId('save').addEventListener('click', save);
  byId('keep-all').addEventListener('click', () => {
    const kept = cards.filter((card) => isShown(card) && card.isFlagged);
    kept.forEach((card) => setMark(card, 'keep'));
    const before = inHand;
    for (const one of new Set(kept.map((card) => card.owner))) {
      showNumbers(one);
      remember(one);
    }
    takeInHand(before);
    filter();
  });
  byId('copy').addEventListener('click', copyCommand);
  byId('by-size').addEventListener('change', sort);
  byId('filters').addEventListener('input', filter);
  byId('filters').addEventListener('change', filter);
  byId('filters').addEventListener('submit', (event) => event.preventDefault());
  byId('filters').addEventListener('reset', () => setTimeout(() => { sort(); filter(); }));
  // Another window with the same page may have marked something.
  addEventListener('storage', (event) => {
    const one = classes.find(({storageName}) => storageName === event.key);
    if (one) {
      recall(one);
      one.cards.forEach(show);
      const before = inHand;
      showNumbers(one);
      takeInHand(before);
      filter();
    }
  });
  if (!isOne) {
    classes.forEach((one, place) => {
      byId('in-hand').append(new Option(one.name, String(place)));
      byId('by-class').append(new Option(one.name, String(place)));
    });
    byId('in-hand').addEventListener('change', () => takeInHand(classes[Number(byId('in-hand').value)]));
    document.querySelector('.contents').addEventListener('click', (event) => {
      const link = event.target.closest('a');
      if (link) {
        const one = classes[Array.from(document.querySelectorAll('.contents a')).indexOf(link)];
        // The place in the address may be taken by the marks.
        event.preventDefault();
        if (one.element.hidden) {
          byId('filters').reset();
          one.element.hidden = false;
        }
        one.element.scrollIntoView();
        setCurrent(one.cards.find(isShown) || current);
        takeInHand(one);
      }
    });
  }

  fillSelect(byId('by-reason'), cards.map((card) => card.reasons));
  fillSelect(byId('by-label'), cards.map((card) => card.labels));
  for (const card of cards) {
    card.pick.tabIndex = -1;
    show(card);
  }
  const withLarger = cards.filter((card) => card.element.dataset.larger).length;
  const withoutLarger = cards.filter((card) => 'withoutLarger' in card.element.dataset).length;
  byId('larger').hidden = withoutLarger === 0;
  byId('larger').textContent = count(withLarger) + ' of ' + count(withLarger + withoutLarger) + ' large images have a larger picture in this page';
  byId('filters').hidden = cards.length === 0;
  byId('keep-all').hidden = !cards.some((card) => card.isFlagged);
  byId('order').hidden = cards.every((card) => card.largest === undefined);
  setCurrent(cards[0]);
  [...classes].reverse().forEach(showNumbers);
})();
