'use strict';
// What pages have in common that let people decide about images.
const marks = (() => {
  // What each key decides.
  const keys = {d: 'remove', k: 'keep', m: 'move', u: 'unsure'};

  // The state of an image, as its badge says it: what was decided, or what the report says.
  function badge(mark, verdict, place) {
    return {
      remove: 'remove',
      keep: 'keep',
      move: '→ ' + place,
      unsure: 'unsure',
    }[mark] || {flag: 'flagged', keep: 'kept', skip: 'skipped', error: 'not checked'}[verdict] || '';
  }

  const count = (n) => n.toLocaleString('en-US');

  async function copy(text, element) {
    try {
      await navigator.clipboard.writeText(text);
    } catch (e) {
      getSelection().selectAllChildren(element);
      document.execCommand('copy');
    }
  }

  // A click beside a dialog closes it, as people expect.
  function closeByClickBeside(dialog) {
    dialog.addEventListener('click', (event) => {
      if (event.target === dialog) {
        const box = dialog.getBoundingClientRect();
        if (event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom) {
          dialog.close();
        }
      }
    });
  }

  return {keys, badge, count, copy, closeByClickBeside};
})();
