/**
 * What is for browsers: which sites and names a request may come by, and the page at the root; not
 * for plugins.
 */
package org.threadless.http.server.site;
