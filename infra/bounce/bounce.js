// Hands the provider's answer on to the app, as a link of the app's own scheme. The answer goes nowhere else:
// nothing is fetched, stored or logged here, and the address bar and the history lose it at once.
(() => {
  const meta = (name) => document.querySelector(`meta[name="${name}"]`).content;
  const app = meta('application-name');
  const query = location.search;
  history.replaceState(null, '', location.pathname);

  const show = (title, text) => {
    document.querySelector('h1').textContent = title;
    document.querySelector('p').textContent = text;
  };

  const answer = new URLSearchParams(query);
  if (answer.has('code') === answer.has('error') || !answer.has('state')) {
    show(
      'Nothing to hand over',
      `This page passes a sign-in on to ${app}, and there is none here. Please start again in the app.`,
    );
    return;
  }

  // Where to is fixed: the address bar has a say in the rest alone.
  const link = meta('app-link') + query;
  const button = document.querySelector('button');
  button.textContent = `Open ${app}`;
  button.hidden = false;
  button.addEventListener('click', () => {
    location.assign(link);
    show('You are done here', `${app} goes on with your sign-in. You can close this tab.`);
  });
  show(
    'One more step',
    `Your browser may ask whether to open ${app}. If nothing happens, press the button.`,
  );
  // Browsers may want a press of a button before they start a program: then this does nothing.
  location.assign(link);
})();
