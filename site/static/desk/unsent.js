// Before somebody signs out: visits that are still kept on this telephone are not lost by it, but he should know.
// Once nothing waits, the pages that were taken along go too.
(() => {
  "use strict";
  const waiting = () =>
    new Promise((resolve) => {
      const asked = indexedDB.open("yimen-visits", 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore("drafts", { keyPath: "id" });
      asked.onerror = () => resolve(0);
      asked.onsuccess = () => {
        const base = asked.result;
        const count = base.transaction("drafts").objectStore("drafts").count();
        count.onsuccess = () => {
          base.close();
          resolve(count.result);
        };
        count.onerror = () => resolve(0);
      };
    });
  // Whoever signs in again after the road is led to what still waits here.
  const { visits } = document.currentScript.dataset;
  const remind = async () => {
    const count = await waiting();
    if (!count) return;
    const bar = document.createElement("p");
    bar.className = "desk-unsent";
    bar.setAttribute("role", "status");
    const link = document.createElement("a");
    link.href = visits;
    link.textContent = `这部手机里还有 ${count} 户的入户调查没有交上去,点这里去交`;
    bar.append(link);
    (document.querySelector("main") || document.body).prepend(bar);
  };
  if (window.indexedDB) remind();
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!new URL(form.action, window.location.href).pathname.endsWith("/logout/") || form.dataset.sure) return;
    event.preventDefault();
    const count = await waiting();
    if (count && !window.confirm(`这部手机里还有 ${count} 户的入户调查没有交上去。退出以后要您本人再登录才能交。还要退出吗?`)) return;
    if (!count && window.caches) await caches.delete("yimen-visit-pages");
    form.dataset.sure = "yes";
    form.submit();
  });
})();
