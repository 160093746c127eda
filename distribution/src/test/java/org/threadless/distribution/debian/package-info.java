/** The Debian package, on a clean Debian. */
package org.threadless.distribution.debian;
