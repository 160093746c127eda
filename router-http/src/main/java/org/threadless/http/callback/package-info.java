/** Tells other programs by HTTP what happens, as the configuration says. */
package org.threadless.http.callback;
