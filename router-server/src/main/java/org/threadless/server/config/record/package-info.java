/** Reads a part of the tree into a record, by the names and types of its components. */
package org.threadless.server.config.record;
