{% load static %}// Keeps the list and the forms of home visits on the telephone. Pages come from the network first: what is kept is
// only for where there is none. Nothing is answered from here to anybody who has been signed out.
"use strict";
const PAGES = "yimen-visit-pages";
const PARTS = "yimen-visit-parts";
const NEEDED = ["{% static 'desk/visit.css' %}", "{% static 'desk/large.css' %}", "{% static 'desk/largest.css' %}", "{% static 'desk/visit.js' %}", "{% static 'img/seal.svg' %}"];
const PATIENCE = 4000;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(PARTS).then((kept) => kept.addAll(NEEDED)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(self.clients.claim());
});

const part = async (request) => (await caches.match(request)) || fetch(request);

const page = async (request) => {
  const stop = new AbortController();
  const wait = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const answer = await fetch(request, { signal: stop.signal });
    if (answer.ok && !answer.redirected && answer.type === "basic") {
      await (await caches.open(PAGES)).put(request.url, answer.clone());
    }
    return answer;
  } catch (broken) {
    const kept = await caches.match(request.url);
    if (kept) return kept;
    throw broken;
  } finally {
    clearTimeout(wait);
  }
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const where = new URL(request.url);
  if (request.method !== "GET" || where.origin !== self.location.origin) return;
  if (NEEDED.includes(where.pathname)) event.respondWith(part(request));
  else if (request.mode === "navigate") event.respondWith(page(request));
});
