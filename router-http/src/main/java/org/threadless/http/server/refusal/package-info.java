/** Counts and tells of the requests that were refused; not for plugins. */
package org.threadless.http.server.refusal;
