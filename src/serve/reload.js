// Reloads the page when the preview shows another build than the one the page is of. A browser opens but six connections to
// one server and would load nothing more, so of all tabs one listens, the holder of a lock, and tells the others.
(() => {
  "use strict";
  const { build } = document.currentScript.dataset;
  const NAME = "taiyaku-preview";
  const tabs = new BroadcastChannel(NAME);
  let latest = ""; // what the server told last; only the tab that listens knows

  const compare = (id) => {
    if (id !== build) location.reload();
  };
  const listen = () => {
    const channel = new EventSource("/.taiyaku/reload");
    channel.onmessage = ({ data }) => {
      latest = data;
      tabs.postMessage(latest);
      compare(latest);
    };
    // A server that ended is waited for: most browsers try again by themselves, the others here.
    channel.onerror = () => {
      latest = "";
      if (channel.readyState === EventSource.CLOSED) setTimeout(listen, 1000);
    };
  };

  // A tab asks with an empty message, since it may have missed the last one.
  tabs.onmessage = ({ data }) => {
    if (data) compare(data);
    else if (latest) tabs.postMessage(latest);
  };
  tabs.postMessage("");
  // The lock is kept until the page goes; then the next tab has it.
  if (navigator.locks) navigator.locks.request(NAME, () => new Promise(listen));
  else listen();
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) location.reload();
  });
})();
