/** How configured endpoints are put together; not for plugins. */
package org.threadless.http.wiring;
