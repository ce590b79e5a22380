// The line between the terminal and the server: it comes back by itself, and what was typed into a line that broke goes
// out again. The terminal (textual.js) sees one socket that is never closed until its editor ends.
"use strict";
(() => {
  const Socket = window.WebSocket;
  const NOTICES = { 4000: "ended", 4001: "taken", 4002: "full" };
  const PING = 4000;
  const SILENCE = 12000;
  const LONGEST = 4000;

  // The name of this tab's editor; it stays when the tab is loaded again.
  function ownName() {
    let name = sessionStorage.getItem("editor");
    if (!name) {
      const bytes = crypto.getRandomValues(new Uint8Array(24));
      name = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
      sessionStorage.setItem("editor", name);
    }
    return name;
  }

  function notice(name) {
    for (const one of document.querySelectorAll(".notice")) one.hidden = one.id !== name;
    if (name) document.querySelector(`#${name} button`)?.focus();
  }

  let line = null;

  class Line extends EventTarget {
    constructor(address) {
      super();
      const url = new URL(address, location.href);
      url.protocol = location.protocol === "https:" ? "wss:" : "ws:";
      url.searchParams.set("page", ownName());
      if (matchMedia("(prefers-color-scheme: light)").matches) url.searchParams.set("scheme", "light");
      this.url = url;
      this.number = 0;
      this.unheard = [];
      this.socket = null;
      this.isReady = false;
      this.wait = 250;
      setInterval(() => this.look(), PING);
      for (const back of ["online", "focus"]) window.addEventListener(back, () => this.hurry());
      line = this;
      this.open();
    }

    open() {
      const socket = new Socket(this.url);
      socket.binaryType = "arraybuffer";
      this.socket = socket;
      this.lastHeard = Date.now();
      socket.addEventListener("message", (event) => { if (socket === this.socket) this.heard(event); });
      socket.addEventListener("close", (event) => { if (socket === this.socket) this.closed(event.code); });
    }

    heard(event) {
      this.lastHeard = Date.now();
      if (typeof event.data !== "string") return this.hand(event.data);
      const [kind, value] = JSON.parse(event.data);
      if (kind === "hello") this.begin(value);
      else if (kind === "heard") this.unheard = this.unheard.filter(([number]) => number > value);
    }

    begin({ heard, resumed }) {
      this.isReady = true;
      this.wait = 250;
      notice("");
      if (!resumed) [this.number, this.unheard] = [0, []];
      this.number = Math.max(this.number, heard);
      this.unheard = this.unheard.filter(([number]) => number > heard);
      for (const [, text] of this.unheard) this.socket.send(text);
      this.dispatchEvent(new Event("open"));
    }

    hand(data) {
      this.dispatchEvent(new MessageEvent("message", { data }));
    }

    // Keys into a line that is known to be lost are dropped: nobody sees what they would do.
    send(text) {
      if (!this.isReady) return;
      const [kind, value] = JSON.parse(text);
      if (kind === "stdin") {
        this.number += 1;
        text = JSON.stringify([kind, value, this.number]);
        this.unheard.push([this.number, text]);
      }
      this.socket.send(text);
    }

    look() {
      if (!this.isReady) return;
      if (Date.now() - this.lastHeard > SILENCE) {
        this.socket.close();
        this.closed(0);
      } else {
        this.socket.send('["ping"]');
      }
    }

    closed(code) {
      this.socket = null;
      this.isReady = false;
      clearTimeout(this.timer);
      if (code in NOTICES) {
        notice(NOTICES[code]);
        return;
      }
      notice("lost");
      this.timer = setTimeout(() => this.open(), this.wait);
      this.wait = Math.min(this.wait * 2, LONGEST);
      this.isWaiting = true;
    }

    hurry() {
      if (this.socket || !this.isWaiting || document.querySelector(".notice:not([hidden]):not(#lost)")) return;
      clearTimeout(this.timer);
      this.open();
    }
  }

  window.WebSocket = Line;

  // Only pasting reads the clipboard. Where a page may not write it (no https, another machine), the old way does.
  function copiedTheOldWay(text) {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    document.querySelector(".xterm-helper-textarea")?.focus();
    return Promise.resolve();
  }
  const clipboard = navigator.clipboard;
  Object.defineProperty(navigator, "clipboard", {
    value: {
      readText: () => Promise.resolve(""),
      writeText: (text) => (clipboard ? clipboard.writeText(text).catch(() => copiedTheOldWay(text)) : copiedTheOldWay(text)),
    },
  });

  // Ctrl+W closes the tab, and no page can help that: ctrl+backspace deletes the word in its place.
  const DELETE_WORD = JSON.stringify(["stdin", "\x17"]);

  // Ctrl+V pastes, and Ctrl+C copies what is selected with the mouse; without a selection it goes to the editor.
  let wasCopied = false;
  document.addEventListener("copy", (event) => { wasCopied = event.defaultPrevented; });
  window.addEventListener("keydown", (event) => {
    if (!event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    if (event.key === "v") event.stopImmediatePropagation();
    if (event.key === "Backspace" && line) {
      line.send(DELETE_WORD);
      event.stopImmediatePropagation();
      event.preventDefault();
    }
    if (event.key === "c") {
      wasCopied = false;
      document.execCommand("copy");
      if (wasCopied) {
        event.stopImmediatePropagation();
        event.preventDefault();
      }
    }
  }, true);

  // The terminal measures its letters when it begins: first the font, then the terminal.
  document.addEventListener("DOMContentLoaded", async () => {
    for (const button of document.querySelectorAll(".notice button")) {
      button.addEventListener("click", () => location.reload());
    }
    await document.fonts.load('15px "Roboto Mono"').catch(() => {});
    const script = document.createElement("script");
    script.src = "textual.js";
    script.addEventListener("load", () => {
      window.onload();
      document.querySelector(".xterm-helper-textarea")?.focus();
    });
    document.head.append(script);
  });
})();
