/** How values are written for the databases, and in which order ids are. */
package org.threadless.storage.write.value;
