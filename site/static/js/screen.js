// A screen in the village hall nobody touches: look for a newer page every five minutes.
window.setInterval(() => window.location.reload(), 5 * 60 * 1000);
