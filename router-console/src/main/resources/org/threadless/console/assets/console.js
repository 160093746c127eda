// What the console's pages do in the browser.
