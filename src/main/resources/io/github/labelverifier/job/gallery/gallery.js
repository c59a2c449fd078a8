(() => {
  const {answers, byId, count, copyOnClick, isTyping, closeByClickBeside} = marks;
  const help = marks.wireHelp();
  const command = byId('command');

  // The reports of the page, each with marks and a review of its own.
  const classes = Array.from(document.querySelectorAll('.class'), (element) => ({
    element,
    name: element.dataset.name,
    storageName: 'label-verifier-gallery-' + element.dataset.id,
    flagged: Number(element.dataset.flagged),
    decided: new Map(),
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
  // The images of a random sample that are asked about, in the order of their lots.
  const drawn = Array.from(document.querySelectorAll('.asked li'), (element) => ({
    element,
    owner: classes.find((one) => one.element.contains(element)),
    key: JSON.parse(element.dataset.key),
    isFlagged: element.dataset.verdict === 'flag',
    size: Number(element.dataset.size),
    etag: JSON.parse(element.dataset.etag),
  }));
  for (const one of classes) {
    one.cards = cards.filter((card) => card.owner === one);
    one.drawn = drawn.filter((image) => image.owner === one);
    one.isFlagged = new Map([...one.drawn, ...one.cards].map(({key, isFlagged}) => [key, isFlagged]));
  }
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
        const stored = {keep: [], move: [], miss: [], unsure: []};
        for (const place of location.hash.slice(hashPrefix.length).split(',')) {
          const image = (place.startsWith('q') ? drawn : cards)[parseInt(place.replace('q', ''), 10)];
          if (image && image.owner === one) {
            stored[{m: 'move', r: 'keep', w: 'miss', u: 'unsure'}[place.slice(-1)] || (image.isFlagged ? 'keep' : 'miss')].push(image.key);
          }
        }
        return stored;
      }
      return {};
    },
    write(one, state) {
      try {
        localStorage.setItem(one.storageName, JSON.stringify(state));
      } catch (e) {
        const letters = {keep: 'r', remove: 'w', unsure: 'u'};
        const places = [
          ...cards.map((card, place) => (isMarked(card) ? place + (changeOf(card) === 'move' ? 'm' : '') : '')),
          ...drawn.map((image, place) => (markOf(image) in letters ? 'q' + place + letters[markOf(image)] : '')),
        ].filter(Boolean);
        location.replace(places.length ? hashPrefix + places.join(',') : '#');
      }
    },
  };

  const strings = (list) => (Array.isArray(list) ? list.filter((item) => typeof item === 'string') : []);

  // The names of the decisions in the browser's storage.
  const STORED = {keep: 'keep', move: 'move', miss: 'remove', unsure: 'unsure'};

  function recall(one) {
    const stored = storage.read(one);
    one.decided.clear();
    for (const [kind, value] of Object.entries(STORED)) {
      strings(stored[kind]).forEach((key) => one.decided.set(key, value));
    }
    one.saves = Number.isInteger(stored.saves) ? stored.saves : one.saves;
    one.saved = typeof stored.saved === 'string' ? stored.saved : one.saved;
  }
  classes.forEach(recall);

  // What was decided of an image, and what of that is not what the report says anyway.
  const markOf = (image) => image.owner.decided.get(image.key) || '';
  const changed = (value, isFlagged) => (isFlagged === (value !== 'remove') ? value : '');
  const changeOf = (card) => changed(markOf(card), card.isFlagged);
  const isMarked = (card) => changeOf(card) !== '';

  function remember(one) {
    const keysOf = (value) => [...one.decided].filter(([, other]) => other === value).map(([key]) => key);
    const stored = Object.fromEntries(Object.entries(STORED).map(([kind, value]) => [kind, keysOf(value)]));
    storage.write(one, {...stored, saves: one.saves, saved: one.saved});
  }

  // Without a mark, what the report says is done.
  function setMark(image, value) {
    const {decided} = image.owner;
    if (value) {
      decided.set(image.key, value);
    } else {
      decided.delete(image.key);
    }
    image.owner.cards.filter(({key}) => key === image.key).forEach(show);
    showAsked(image.owner);
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
    const value = changeOf(card);
    card.element.classList.toggle('marked', isMarked(card));
    card.element.classList.toggle('moving', value === 'move');
    card.element.classList.toggle('unsure', value === 'unsure');
    card.pick.setAttribute('aria-pressed', String(isMarked(card)));
    card.element.querySelectorAll('.act').forEach((act) => act.setAttribute('aria-pressed', String(act.dataset.act === value)));
  }

  /* ---- Numbers and the review ---- */

  // The lines of a review file, as the other ways of deciding write them.
  function reviewLines(one) {
    const images = new Map();
    for (const image of [...one.cards, ...one.drawn]) {
      if (markOf(image) && !images.has(image.key)) {
        images.set(image.key, image);
      }
    }
    return Array.from(images.values(), (image) => {
      const decision = markOf(image);
      return JSON.stringify({type: 'review', key: image.key, size: image.size, etag: image.etag, decision, ...(decision === 'move' && {to: image.suggest})});
    });
  }

  // How many images have an answer before the first that has none: as they are asked about by lot, these are a sample themselves.
  function answeredInTurn(one) {
    const first = one.drawn.findIndex((image) => !markOf(image));
    return first < 0 ? one.drawn.length : first;
  }

  function reviewHeader(one) {
    const {reviewHeader: header} = one.element.dataset;
    const size = answeredInTurn(one);
    return size
      ? header.slice(0, -1) + ',"sample":{"size":' + size + ',"seed":' + one.element.querySelector('.asked').dataset.seed + '}}'
      : header;
  }

  // Another content gets another name: a browser never writes over a file, and the command must not read an older one.
  function fileName(one, number) {
    const name = one.element.dataset.report.replace(/[^\p{L}\p{N}._ ()'-]/gu, '_');
    return name + '.review' + (number > 1 ? '-' + number : '') + '.jsonl';
  }

  const quoted = (word) => (/^[A-Za-z0-9_./:=@%+,-]+$/.test(word) ? word : "'" + word.replace(/'/g, "'\\''") + "'");

  const decidedOf = (one) => one.decided.size;

  // How many images shall stay, move or go that would not by the report.
  function changesOf(one) {
    const counts = {keep: 0, move: 0, remove: 0};
    for (const [key, value] of one.decided) {
      const isFlagged = one.isFlagged.has(key) ? one.isFlagged.get(key) : value !== 'remove';
      const change = changed(value, isFlagged);
      if (change) {
        counts[change === 'unsure' ? 'keep' : change]++;
      }
    }
    return counts;
  }
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
    const {flagged, saves, element} = inHand;
    const {keep, move, remove} = changesOf(inHand);
    const decided = decidedOf(inHand);
    const saved = isSaved(inHand);
    const name = fileName(inHand, saved ? saves : saves + 1);
    byId('to-remove').textContent = count(Math.max(0, flagged - keep - move + remove));
    byId('to-move').textContent = count(move);
    byId('to-move').parentElement.hidden = move === 0;
    byId('kept-by-you').textContent = count(keep);
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
    const review = [reviewHeader(one), ...lines.map((line) => line.slice(0, -1) + ',"at":' + JSON.stringify(at) + '}')].map((line) => line + '\n').join('');
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
      keep: (card) => ['keep', 'unsure'].includes(changeOf(card)),
      move: (card) => changeOf(card) === 'move',
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

  /* ---- The random sample: asked about without what was found ---- */

  const ask = byId('ask');
  let asked;

  function showAsked(one) {
    if (!one.drawn.length) {
      return;
    }
    const done = one.drawn.filter(markOf).length;
    const all = one.drawn.length;
    const button = one.element.querySelector('.ask');
    button.hidden = false;
    button.classList.toggle('primary', done < all);
    button.textContent = done === 0 ? 'Begin' : done < all ? 'Go on' : 'Look at them again';
    one.element.querySelector('.asked-state').textContent = done < all
      ? count(done) + ' of ' + count(all) + ' have an answer'
      : 'All ' + count(all) + ' have an answer. Save the review and put it beside the report, as ' + fileName(one, 1) + ': there judge finds it.';
  }

  // The next that has no answer, from a place on and round again.
  const nextOpen = (images, from) => [...images.slice(from), ...images.slice(0, from)].find((image) => !markOf(image));

  function askAbout(image) {
    asked = image;
    const images = image.owner.drawn;
    const place = images.indexOf(image);
    const {picture, problem, name} = image.element.dataset;
    byId('ask-picture').hidden = !picture;
    byId('ask-picture').src = picture ? 'data:image/jpeg;base64,' + picture : 'data:,';
    byId('ask-problem').hidden = Boolean(picture);
    byId('ask-problem').textContent = 'No picture: ' + problem;
    byId('ask-place').textContent = count(place + 1) + ' of ' + count(images.length) + ', ' + count(images.filter(markOf).length) + ' answered';
    byId('ask-class').textContent = image.owner.name;
    byId('ask-name').textContent = name;
    byId('ask-previous').disabled = place === 0;
    byId('ask-next').disabled = place + 1 === images.length;
    ask.querySelectorAll('[data-answer]').forEach((button) => button.setAttribute('aria-pressed', String(markOf(image) === button.dataset.answer)));
    if (!ask.open) {
      ask.showModal();
    }
    // On none of the answers, so that Enter gives none.
    ask.focus();
  }

  function answer(value) {
    const {drawn: images} = asked.owner;
    mark(asked, value);
    const next = nextOpen(images, images.indexOf(asked));
    if (next) {
      askAbout(next);
    } else {
      ask.close();
    }
  }

  function stepAsked(by) {
    const image = asked.owner.drawn[asked.owner.drawn.indexOf(asked) + by];
    if (image) {
      askAbout(image);
    }
  }

  function keyWhileAsking(event) {
    const key = event.key.toLowerCase();
    const act = answers[key] ? () => answer(answers[key])
      : {arrowleft: () => stepAsked(-1), b: () => stepAsked(-1), arrowright: () => stepAsked(1)}[key];
    if (act) {
      event.preventDefault();
      act();
    }
  }

  /* ---- Keys ---- */

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) {
      return;
    }
    if (ask.open) {
      keyWhileAsking(event);
      return;
    }
    if (event.key === '?') {
      event.preventDefault();
      help.showModal();
      return;
    }
    if (help.open || !current) {
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
      m: () => (current.suggest ? 'move' : changeOf(current)),
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
      markCurrent(changeOf(card) === act ? '' : act);
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
  byId('ask-close').addEventListener('click', () => ask.close());
  byId('ask-previous').addEventListener('click', () => stepAsked(-1));
  byId('ask-next').addEventListener('click', () => stepAsked(1));
  ask.querySelectorAll('[data-answer]').forEach((button) => button.addEventListener('click', () => answer(button.dataset.answer)));
  ask.addEventListener('close', () => asked.owner.element.querySelector('.ask').focus());
  document.querySelectorAll('.ask').forEach((button) => button.addEventListener('click', () => {
    const {drawn: images} = classes.find(({element}) => element.contains(button));
    takeInHand(images[0].owner);
    askAbout(nextOpen(images, 0) || images[0]);
  }));
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
  copyOnClick(byId('copy'), () => command.textContent, command);
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
      showAsked(one);
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
  classes.forEach(showAsked);
  byId('filters').hidden = cards.length === 0;
  byId('keep-all').hidden = !cards.some((card) => card.isFlagged);
  byId('order').hidden = cards.every((card) => card.largest === undefined);
  setCurrent(cards[0]);
  [...classes].reverse().forEach(showNumbers);
})();
