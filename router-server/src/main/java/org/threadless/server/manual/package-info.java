/** The command line as a manual page, for {@code man}. */
package org.threadless.server.manual;
