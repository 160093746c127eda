/** Deletes what is kept for a time only, as the configuration says. */
package org.threadless.storage.keep;
