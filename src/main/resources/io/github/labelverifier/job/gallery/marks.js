'use strict';
// What pages have in common that let people decide about images.
const marks = (() => {
  // What each key decides.
  const keys = {d: 'remove', k: 'keep', m: 'move', u: 'unsure'};

  // The same where a random sample is asked about: what is right stays, and what is wrong goes.
  const answers = {r: 'keep', k: 'keep', w: 'remove', d: 'remove', u: 'unsure'};

  const byId = (id) => document.getElementById(id);

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

  // A button that copies a text, and says so for a while.
  function copyOnClick(button, textOf, element) {
    button.addEventListener('click', async () => {
      const before = button.textContent;
      await copy(textOf(), element);
      if (before !== 'Copied') {
        button.textContent = 'Copied';
        setTimeout(() => { button.textContent = before; }, 1500);
      }
    });
  }

  // Whether keys are for what somebody writes or chooses there; a slider takes arrows only.
  const isTyping = (target) => target instanceof Element && target.closest('input:not([type=range]), select, textarea');

  // The dialog with the keys, and what opens and closes it.
  function wireHelp() {
    const help = byId('help');
    byId('help-button').addEventListener('click', () => help.showModal());
    byId('help-close').addEventListener('click', () => help.close());
    return help;
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

  return {keys, answers, byId, badge, count, copyOnClick, isTyping, wireHelp, closeByClickBeside};
})();
